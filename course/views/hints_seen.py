"""Which hints a browser's session has shown, and whether a learner has earned a ready fix for an exercise."""

from __future__ import annotations

from django.http import HttpRequest

from course import attempts
from course.attempts import Learner
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult, Verdict

HINTS = "hints_seen"


def remember_hints(request: HttpRequest, exercise: Exercise, step: int) -> None:
    """Keep the furthest step; a session is begun by the first hint."""
    seen = request.session.get(HINTS, {})
    if step > seen.get(exercise.id, 0):
        request.session[HINTS] = seen | {exercise.id: step}


def has_seen_all_hints(request: HttpRequest, exercise: Exercise) -> bool:
    seen: int = request.session.get(HINTS, {}).get(exercise.id, 0)
    return 0 < len(exercise.hints) <= seen


def has_earned_a_fix(request: HttpRequest, learner: Learner, exercise: Exercise, check: CheckResult) -> bool:
    """A ready fix of a right but slow answer is the solution: for whoever has passed, or has no hint left to see."""
    if check.verdict not in (Verdict.SLOW, Verdict.PASSED) or not check.run.findings:
        return False
    return check.passed or has_seen_all_hints(request, exercise) or exercise.id in attempts.done(learner)
