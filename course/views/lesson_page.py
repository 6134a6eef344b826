"""The page of a lesson, plain or with what a learner's POST brought in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from course import attempts, content, datasets, rendering
from course.domain.lesson import Lesson
from course.views.course_map import neighbours
from course.views.learner import learner_of
from course.views.preview import is_author, stamp_of
from course.views.problem_list import problem_list

RECENT = 5


def lesson_page(
    request: HttpRequest,
    lesson: Lesson,
    *,
    results: Mapping[str, Any] | None = None,
    drafts: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`results`: item id -> Outcome of this request; `drafts`: item id -> code that was just sent."""
    learner = learner_of(request)
    recent = attempts.recent(learner, [exercise.id for exercise in lesson.exercises], each=RECENT)
    off, overridden = datasets.overridden(item.dataset for item in lesson.items)
    context = lesson_context(lesson) | {
        "done": attempts.done(learner),
        "switched_off": off,
        "overridden": overridden,
        "task_count": sum(item.id not in off for item in lesson.tasks),
        "results": results or {},
        "attempts": recent,
        "drafts": drafts_of(lesson, recent) | dict(drafts or {}),
    }
    if is_author(request):
        context["preview_stamp"] = stamp_of(Path(lesson.path).parent)
    if lesson.front.project is None:
        return render(request, "course/lesson.html", context)
    plan = lesson.front.project
    shown = getattr(context["results"].get(plan.exercise), "problems", None)
    context["page_lab"] = content.find_lab(plan.lab)
    done = plan.exercise in context["done"]
    context["problems"] = shown or problem_list(request, plan.exercise, plan.problems, done=done)
    return render(request, "course/project.html", context)


def lesson_context(lesson: Lesson) -> dict[str, Any]:
    """What is the same for every learner."""
    previous, following = neighbours(content.course(), lesson)
    return {
        "lesson": lesson,
        "parts": rendering.lesson_parts(lesson),
        "toc": rendering.toc(lesson),
        "previous": previous,
        "next": following,
    }


def drafts_of(lesson: Lesson, recent: Mapping[str, Any]) -> dict[str, str]:
    """The code each editor opens with: the last attempt's, else what the author gave."""
    samples = {sample.id: sample.code for sample in lesson.samples}
    starters = {exercise.id: exercise.starter for exercise in lesson.exercises}
    last = {exercise_id: found[0].code for exercise_id, found in recent.items() if found}
    return samples | starters | last
