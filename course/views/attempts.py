"""Answers to exercises: graded and stored, with hints, solution and history."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from course import attempts, content, limits, rendering
from course.attempts import Learner
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.report import check_json
from course.domain.verdict.side_by_side import SideBySide
from course.errors import Problem, Refused, must_run_here, not_found
from course.evaluation import BrokenExercise
from course.forms import CodeForm, HintForm, SolutionForm, cleaned
from course.latest_runs import set_beside_the_last
from course.mended import proven_mend
from course.models import Attempt
from course.solutions import beside_the_last_run, beside_the_solution
from course.views.api import posts_json
from course.views.hints_seen import has_earned_a_fix, remember_hints
from course.views.item_views import item_or_404, lesson_or_404, posts_to_item
from course.views.learner import learner_of, storing_learner_of
from course.views.lesson_page import RECENT
from course.views.outcomes import AttemptOutcome, HintsOutcome, Outcome, ShownSolution, SolutionOutcome, gutter_json
from course.views.problem_list import problem_list_after

ATTEMPTS_A_PAGE = 20
logger = logging.getLogger(__name__)


@posts_to_item(Exercise)
def attempt(request: HttpRequest, exercise: Exercise) -> Outcome:
    must_run_here(exercise)
    code = cleaned(CodeForm(request.POST))["code"]
    limits.admit_run(request)
    learner = storing_learner_of(request)
    with reported(exercise):
        check = attempts.submit(learner, exercise, code).check
    beside = set_beside_the_last(learner, exercise.id, code, check.run)
    return replace(attempt_outcome(request, learner, exercise, code, check), beside=beside)


def attempt_outcome(
    request: HttpRequest, learner: Learner, exercise: Exercise, code: str, check: CheckResult
) -> AttemptOutcome:
    """What a grade brings with it; `beside` and `opened` left empty."""
    recent = attempts.recent(learner, [exercise.id], each=RECENT)[exercise.id]
    return AttemptOutcome(
        exercise=exercise,
        code=code,
        check=check,
        run=check.run,
        gutter=gutter_json(check.run),
        attempts=tuple(recent),
        previous_count=next((one.query_count for one in recent[1:] if one.verdict != Attempt.Verdict.UNRUN), None),
        solution=shown_solution(exercise, beside_the_solution(exercise, check.run)) if check.passed else None,
        problems=problem_list_after(request, exercise, check),
        mend=proven_mend(code, check.run) if has_earned_a_fix(request, learner, exercise, check) else None,
    )


@posts_json
def attempt_api(request: HttpRequest, body: dict[str, Any], exercise_id: str) -> dict[str, Any]:
    exercise = content.find_exercise(exercise_id)
    if exercise is None:
        raise not_found(f"There is no exercise {exercise_id}.")
    must_run_here(exercise)
    code = cleaned(CodeForm(body))["code"]
    limits.admit_run(request)
    with reported(exercise):
        return check_json(attempts.submit(storing_learner_of(request), exercise, code).check)


@posts_to_item(Exercise)
def hint(request: HttpRequest, exercise: Exercise) -> Outcome:
    step = min(cleaned(HintForm(request.POST))["step"], len(exercise.hints))
    remember_hints(request, exercise, step)
    shown = tuple(rendering.markdown_html(text) for text in exercise.hints[:step])
    return HintsOutcome(exercise, shown, left=len(exercise.hints) - step)


@posts_to_item(Exercise)
def solution(request: HttpRequest, exercise: Exercise) -> Outcome:
    """The solution to whoever has passed; to anyone else only after they confirmed that they want it now."""
    confirmed = cleaned(SolutionForm(request.POST))["confirm"] == "yes"
    learner = learner_of(request)
    if not confirmed and exercise.id not in attempts.done(learner):
        return SolutionOutcome(exercise)
    beside = beside_the_last_run(learner, exercise) if exercise.runs_here else None
    return SolutionOutcome(exercise, shown_solution(exercise, beside))


@require_safe
def history(request: HttpRequest, slug: str, item_id: str) -> HttpResponse:
    lesson = lesson_or_404(slug)
    exercise = item_or_404(lesson, item_id, Exercise)
    pages = Paginator(attempts.history(learner_of(request), exercise), ATTEMPTS_A_PAGE)
    context = {"lesson": lesson, "exercise": exercise, "attempts": pages.get_page(request.GET.get("page"))}
    return render(request, "course/history.html", context)


@contextmanager
def reported(exercise: Exercise) -> Iterator[None]:
    """Grading inside raises Refused for an exercise that is itself broken, which is logged."""
    try:
        yield
    except BrokenExercise as error:
        logger.exception("broken exercise %s: %s", exercise.id, error.message)
        message = "This exercise does not work with the data it has now. It has been logged; your code is kept."
        raise Refused(Problem(503, "exercise_broken", message, retry_after=300)) from error


def shown_solution(exercise: Exercise, beside: SideBySide | None) -> ShownSolution:
    return ShownSolution(rendering.code_html(exercise.solution), rendering.markdown_html(exercise.because), beside)
