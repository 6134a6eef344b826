"""The course map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import attempts, content, feedback
from course.views.course_map import course_map, next_lesson
from course.views.learner import learner_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    learner = learner_of(request)
    found = course_map(attempts.done(learner))
    context = {
        "modules": found.modules,
        "next_lesson": next_lesson(found, lesson_left_at(attempts.last_item(learner))),
        "done_total": found.done_total,
        "item_total": found.item_total,
        "unread_answers": feedback.unread(learner),
    }
    return render(request, "course/home.html", context)


def lesson_left_at(item_id: str | None) -> str | None:
    """The slug of the lesson that holds an item; None when it is gone from the course."""
    item = content.find_item(item_id) if item_id else None
    return item.lesson if item else None
