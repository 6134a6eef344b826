"""“This did not help”: the learner's button, the instructors' queue, the answer and its reader."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from course import content, feedback, limits
from course.errors import Problem, Refused, with_retry_after
from course.forms import cleaned
from course.rendering import item_anchor
from course.views.learner import learner_of
from course.views.partials import wants_partial
from course.views.teaching import instructor_required
from course.views.teaching_forms import NoteForm, ReplyForm

ENTRIES_A_PAGE = 20


@require_POST
def give(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Note that a result did not help. The page's script gets the thanks in the form's place."""
    try:
        limits.admit_answer(request)
        note = cleaned(NoteForm(request.POST))["note"]
    except Refused as refused:
        return not_sent(request, attempt_id, refused.problem)
    given = feedback.give(learner_of(request), attempt_id, note)
    if given is None:
        raise Http404(f"no attempt {attempt_id} of this learner")
    if wants_partial(request):
        return render(request, "course/result/_feedback_sent.html")
    messages.success(request, "Sent. An answer will stand on your progress page.")
    return redirect(place_of(given.attempt.exercise))


def not_sent(request: HttpRequest, attempt_id: int, problem: Problem) -> HttpResponse:
    """Why, to the page's script, whose form still stands; else the form once more, with what was typed."""
    context = {"problem": problem, "attempt_id": attempt_id, "note": request.POST.get("note", "")}
    partial = wants_partial(request)
    template = "course/result/_feedback_not_sent.html" if partial else "course/feedback_again.html"
    return with_retry_after(render(request, template, context, status=problem.status), problem)


def place_of(exercise_id: str) -> str:
    """The address of an exercise in its lesson; of the progress page when it is gone from the course."""
    exercise = content.find_exercise(exercise_id)
    if exercise is None:
        return reverse("progress")
    return f"{reverse('lesson', args=[exercise.lesson])}#{item_anchor(exercise.id)}"


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    if not feedback.mark_read(learner_of(request), pk):
        raise Http404(f"no unread answer {pk} to this learner")
    return redirect(f"{reverse('progress')}#feedback")


@instructor_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first; with `?answered=1` what has one, the newest first."""
    answered = request.GET.get("answered") == "1"
    entries = feedback.queue(request.user)
    waiting = entries.filter(replied=None)
    shown = entries.exclude(replied=None).order_by("-replied") if answered else waiting.order_by("created", "pk")
    pages = Paginator(shown, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "answered": answered,
        "pages": pages,
        "entries": [(entry, content.find_exercise(entry.attempt.exercise)) for entry in pages],
        "form": ReplyForm(),
    }
    return render(request, "course/teach/feedback.html", context)


@instructor_required
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(feedback.queue(request.user), pk=pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        feedback.reply(request.user, entry, form.cleaned_data["reply"])
        messages.success(request, "Answered. The learner reads it on their next visit.")
    else:
        messages.error(request, "Nothing was sent: an answer has between 1 and 2,000 characters.")
    return redirect("teach_feedback")
