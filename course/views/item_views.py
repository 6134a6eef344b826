"""What the views of one item of a lesson share: finding it, answering in its place, and never losing what was typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from course import content
from course.domain.items import Item, Sample
from course.domain.lesson import Lesson
from course.errors import REFUSALS, problem_of
from course.rendering import item_anchor
from course.views.kept_results import keep_result
from course.views.outcomes import Outcome, ProblemOutcome, respond

View = Callable[..., HttpResponse]


def lesson_or_404(slug: str) -> Lesson:
    lesson = content.find_lesson(slug)
    if lesson is None:
        raise Http404(f"no lesson {slug}")
    return lesson


def item_or_404(lesson: Lesson, item_id: str, *kinds: type) -> Any:
    """The item of one of `kinds` with this id in `lesson`."""
    item: Item | Sample | None = content.find_item(item_id)
    if not isinstance(item, kinds) or item not in lesson.items:
        raise Http404(f"no {item_id} in {lesson.slug}")
    return item


def posts_to_item(*kinds: type) -> Callable[[Callable[..., Outcome]], View]:
    """Make a view of a function `(request, item) -> Outcome`; what it refuses is said in the item's place.

    A GET (a reload after a plain POST, a log-in that came back here) goes to the item in its lesson.
    """

    def decorate(act: Callable[..., Outcome]) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(act)
        def view(request: HttpRequest, slug: str, item_id: str) -> HttpResponse:
            lesson = lesson_or_404(slug)
            item = item_or_404(lesson, item_id, *kinds)
            if request.method != "POST":
                return redirect(f"{reverse('lesson', args=[lesson.slug])}#{item_anchor(item_id)}")
            outcome = outcome_of(act, request, item)
            keep_result(request, item_id, outcome)
            return respond(request, lesson, item_id, outcome)

        return view

    return decorate


def outcome_of(act: Callable[..., Outcome], request: HttpRequest, item: Any) -> Outcome:
    try:
        return act(request, item)
    except REFUSALS as error:
        problem = problem_of(error)
        return ProblemOutcome(problem.message, problem.retry_after, request.POST.get("code", ""), problem)
