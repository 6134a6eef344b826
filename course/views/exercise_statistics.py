"""What learners find hard: an exercise's figures, and its wrong answers by what they have in common."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import class_statistics, classes, content
from course.domain.exercise import Exercise
from course.domain.standing import figures
from course.models import Classroom
from course.views.class_grid import exercise_rows
from course.views.classes import class_or_404
from course.views.exercise_modules import chosen_module, exercise_modules
from course.views.teaching import instructor_required


@instructor_required
@require_safe
def exercise_list(request: HttpRequest) -> HttpResponse:
    """The exercises of a module over all learners that the visitor may see."""
    learners = classes.learners_of_all(request.user)
    modules = exercise_modules()
    module = chosen_module(modules, request.GET.get("module"), class_statistics.last_exercise(learners))
    exercises = module.exercises if module else ()
    found = figures(class_statistics.standings(learners, [exercise.id for exercise in exercises]))
    context = {"modules": modules, "module": module, "exercise_rows": exercise_rows(exercises, found)}
    return render(request, "course/teach/exercises.html", context)


@instructor_required
@require_safe
def exercise(request: HttpRequest, exercise_id: str) -> HttpResponse:
    return exercise_page(request, exercise_id, classes.learners_of_all(request.user))


@instructor_required
@require_safe
def class_exercise(request: HttpRequest, pk: int, exercise_id: str) -> HttpResponse:
    classroom = class_or_404(request, pk)
    return exercise_page(request, exercise_id, classes.learners_of(classroom), classroom)


def exercise_page(
    request: HttpRequest, exercise_id: str, learners: QuerySet[Any], classroom: Classroom | None = None
) -> HttpResponse:
    found = content.find_exercise(exercise_id)
    if not isinstance(found, Exercise):
        raise Http404(f"no exercise {exercise_id}")
    rows = exercise_rows([found], figures(class_statistics.standings(learners, [found.id])))
    context = {
        "exercise": found,
        "row": rows[0],
        "classroom": classroom,
        "clusters": class_statistics.clusters(learners, found.id),
    }
    return render(request, "course/teach/exercise.html", context)
