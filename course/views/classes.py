"""An instructor's classes: make them, keep them, read the grid, take it home as a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from course import class_statistics, classes, content
from course.domain.spreadsheet import csv_lines
from course.domain.standing import figures
from course.models import AuditEntry, Classroom, Membership
from course.views.class_grid import exercise_rows, grid_rows
from course.views.exercise_modules import chosen_module, exercise_modules
from course.views.teaching import instructor_required
from course.views.teaching_forms import ClassForm

LEARNERS_A_PAGE = 100
ATTEMPTS_A_PAGE = 20
CSV_HEADER = (
    "learner", "lesson", "exercise", "title", "attempts", "passed", "attempts to pass", "fewest queries",
    "seconds to pass",
)


def class_or_404(request: HttpRequest, pk: int) -> Classroom:
    """A class that the visitor teaches; whoever does not teach it learns not even that it exists."""
    return get_object_or_404(classes.taught_by(request.user).select_related("instructor"), pk=pk)


@instructor_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_list(request: HttpRequest) -> HttpResponse:
    form = ClassForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return redirect(classes.create(request.user, form.cleaned_data["name"]))
    taught = classes.taught_by(request.user).select_related("instructor").annotate(size=Count("memberships"))
    return render(request, "course/teach/classes.html", {"classrooms": taught, "form": form})


@instructor_required
@require_safe
def class_page(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = class_or_404(request, pk)
    learners = classes.learners_of(classroom)
    modules = exercise_modules()
    module = chosen_module(modules, request.GET.get("module"), class_statistics.last_exercise(learners))
    exercises = module.exercises if module else ()
    standings = list(class_statistics.standings(learners, [exercise.id for exercise in exercises]))
    members = Paginator(classroom.memberships.select_related("user"), LEARNERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "classroom": classroom,
        "join_link": request.build_absolute_uri(reverse("join_class", args=[classroom.code])),
        "modules": modules,
        "module": module,
        "members": members,
        "rows": grid_rows(members, exercises, standings),
        "exercise_rows": exercise_rows(exercises, figures(standings)),
        "passed": sum(standing.passed for standing in standings),
        "possible": members.paginator.count * len(exercises),
        "form": ClassForm(initial={"name": classroom.name}),
    }
    return render(request, "course/teach/class.html", context)


@instructor_required
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = class_or_404(request, pk)
    form = ClassForm(request.POST)
    if form.is_valid():
        classes.rename(classroom, form.cleaned_data["name"])
        messages.success(request, f"The class is now called {classroom.name}.")
    else:
        messages.error(request, "A class needs a name of at most 80 characters.")
    return redirect(classroom)


@instructor_required
@require_POST
def renew_code(request: HttpRequest, pk: int) -> HttpResponse:
    classroom = class_or_404(request, pk)
    classes.renew_code(request.user, classroom)
    messages.success(request, f"The new code is {classroom.spoken_code}. The old one no longer works.")
    return redirect(classroom)


@instructor_required
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Archive an open class, open an archived one again."""
    classroom = class_or_404(request, pk)
    if classroom.archived:
        classes.reopen(request.user, classroom)
        messages.success(request, f"{classroom.name} is open again.")
    else:
        classes.archive(request.user, classroom)
        messages.success(request, f"{classroom.name} is archived: nobody can join, everything stays to be read.")
    return redirect(classroom)


def member_or_404(request: HttpRequest, pk: int, member: int) -> Membership:
    members = class_or_404(request, pk).memberships.select_related("user", "classroom")
    return get_object_or_404(members, pk=member)


@instructor_required
@require_safe
def learner(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """What one member has tried, the newest first."""
    membership = member_or_404(request, pk, member)
    attempts = class_statistics.attempts_of(membership.user)
    pages = Paginator(attempts, ATTEMPTS_A_PAGE).get_page(request.GET.get("page"))
    shown = [(attempt, content.find_exercise(attempt.exercise)) for attempt in pages]
    return render(request, "course/teach/learner.html", {"membership": membership, "pages": pages, "attempts": shown})


@instructor_required
@require_POST
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    membership = member_or_404(request, pk, member)
    classes.remove(request.user, membership)
    messages.success(request, f"{membership.user} is no longer in this class.")
    return redirect("teach_class", pk)


@instructor_required
@require_POST
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The standings of the whole class as CSV, one line for each learner and exercise they tried."""
    classroom = class_or_404(request, pk)
    AuditEntry.objects.record(request.user, AuditEntry.Action.EXPORT, f"the class {classroom.name}", {"format": "CSV"})
    response = StreamingHttpResponse(csv_lines(csv_rows(classroom)), content_type="text/csv; charset=utf-8")
    name = slugify(classroom.name) or "class"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_rows(classroom: Classroom) -> Iterator[tuple[Any, ...]]:
    """Two queries, however large the class is: its members, and their standings as a stream."""
    names = dict(classroom.memberships.order_by().values_list("user", "user__username"))
    exercises = {one.id: (lesson.number, one) for part in exercise_modules() for lesson in part.lessons
                 for one in lesson.exercises}
    yield CSV_HEADER
    standings = class_statistics.standings(classes.learners_of(classroom), exercises)
    for user, of_one in groupby(standings, key=lambda standing: standing.learner):
        for standing in of_one:
            lesson, exercise = exercises[standing.exercise]
            yield (
                names.get(user, ""), lesson, exercise.id, exercise.title, standing.tries,
                "yes" if standing.passed else "no", standing.tries_to_pass, standing.best,
                None if standing.seconds_to_pass is None else round(standing.seconds_to_pass),
            )
