"""Proves the final project: its starter shows each listed problem in as many queries as stated, its solution none."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.exercise import Exercise
from course.domain.lesson import Lesson
from course.domain.problem import Problem
from course.domain.project import ProjectPlan, Sighting, sightings
from course.domain.report import explained
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus
from course.domain.words import queries_sent
from course.evaluation import outcome_words, variant_of
from course.sandbox import pool


def prove_project(lesson: Lesson, image: DataImage) -> Iterator[Problem]:
    """What the project says of its exercise and does not hold on the base data. Raises as `check_lesson` does."""
    plan = lesson.front.project
    exercise = next((one for one in lesson.exercises if plan and one.id == plan.exercise), None)
    if plan is None or exercise is None:  # the loader has told
        return
    yield from _prove_starter(lesson, plan, exercise, _run(exercise.starter, image))
    solved = sightings(plan, _run(exercise.solution, image), right=True)
    for number, sighting in enumerate(solved):
        if sighting.state == "seen":
            yield _problem(lesson, number, f"the solution still shows it: {_told(sighting)}")


def _run(code: str, image: DataImage) -> RunResult:
    return explained(pool.run(RunRequest(code, variant_of(image, "base"))))


def _prove_starter(lesson: Lesson, plan: ProjectPlan, exercise: Exercise, run: RunResult) -> Iterator[Problem]:
    if run.status is not RunStatus.OK:
        what = f"the starter ends with {outcome_words(run)}"
        yield Problem(exercise.file("starter.py"), run.error.line or 1 if run.error else 1, what, "mend the starter")
        return
    if run.query_count != plan.queries:
        line = lesson.line_of("project", "queries")
        what = f"the starter sends {queries_sent(run.query_count)}, `queries` says {plan.queries}"
        yield Problem(lesson.path, line, what, "change `queries` or the starter")
    for number, sighting in enumerate(sightings(plan, run, right=True)):
        if sighting.state != "seen":
            yield _problem(lesson, number, "nothing in the starter's run shows this problem")


def _problem(lesson: Lesson, number: int, what: str) -> Problem:
    line = lesson.line_of("project", "problems", number)
    return Problem(lesson.path, line, what, "correct `shown_by`, or the program")


def _told(sighting: Sighting) -> str:
    return ", ".join(f"{finding.code} on line {finding.line}" for finding in sighting.findings)
