"""Proves the final project: its starter shows each listed problem in as many queries as stated, its solution none."""

from __future__ import annotations

from collections.abc import Iterator

from course import content
from course.domain.labs.project import wrong_sightings
from course.domain.lesson import Lesson
from course.domain.problem import Problem
from course.domain.report import explained
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus
from course.domain.verdict.words import queries_sent
from course.evaluation import outcome_words, variant_of
from course.sandbox import pool


def prove_project(lesson: Lesson, image: DataImage) -> Iterator[Problem]:
    """What the project says of its exercise and does not hold on the base data. Raises as `check_lesson` does."""
    plan = lesson.front.project
    exercise = next((one for one in lesson.exercises if plan and one.id == plan.exercise), None)
    if plan is None or exercise is None:  # the loader has told
        return
    if plan.lab and content.find_lab(plan.lab) is None:
        line = lesson.line_of("project", "lab")
        yield Problem(lesson.path, line, f"there is no lab `{plan.lab}` that can be read", "name a folder of the labs")
    starting = _run(exercise.starter, image)
    if starting.status is not RunStatus.OK:
        what, error = f"the starter ends with {outcome_words(starting)}", starting.error
        yield Problem(exercise.file("starter.py"), error.line or 1 if error else 1, what, "mend the starter")
        return
    if starting.query_count != plan.queries:
        line = lesson.line_of("project", "queries")
        what = f"the starter sends {queries_sent(starting.query_count)}, `queries` says {plan.queries}"
        yield Problem(lesson.path, line, what, "change `queries` or the starter")
    for place, what in wrong_sightings(plan.problems, starting, _run(exercise.solution, image)):
        line = lesson.line_of("project", "problems", place)
        yield Problem(lesson.path, line, what, "correct `shown_by`, or the program")


def _run(code: str, image: DataImage) -> RunResult:
    return explained(pool.run(RunRequest(code, variant_of(image, "base"))))
