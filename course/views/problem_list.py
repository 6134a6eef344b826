"""The list of the final project's problems, ticked off by what a run shows; kept in the session until the next run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from course import content
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.project import ProjectPlan, ProjectProblem, right_result, sightings
from course.views.course_map import LessonRow, rows_by_slug

KEPT = "project_problems"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A line of the list. state: as in Sighting; queries and lines: its evidence; lesson: teaches the way out."""

    problem: ProjectProblem
    state: str
    queries: int
    lines: tuple[int, ...]
    lesson: LessonRow | None


@dataclass(frozen=True, slots=True)
class ProblemList:
    """All problems in order. `seen`: whether a run fills the list."""

    rows: tuple[ProblemRow, ...]
    seen: bool

    @property
    def mended(self) -> int:
        return sum(row.state == "mended" for row in self.rows)


def problem_list(request: HttpRequest, plan: ProjectPlan, *, done: bool) -> ProblemList:
    """As the learner's last run in this session left it; without one untried, or behind a learner who is done."""
    kept = _kept(request, plan)
    if kept is not None and not done:
        return ProblemList(_rows(plan, kept), seen=True)
    return ProblemList(_rows(plan, [(one.state, 0, ()) for one in sightings(plan, None, right=done)]), seen=False)


def problem_list_after(request: HttpRequest, exercise: Exercise, check: CheckResult) -> ProblemList | None:
    """As the run of an attempt shows it, which is kept; None for an exercise that is not the project's."""
    lesson = content.course().project
    plan = lesson.front.project if lesson else None
    if plan is None or plan.exercise != exercise.id:
        return None
    found = [(one.state, one.queries, one.lines) for one in sightings(plan, check.run, right_result(check))]
    request.session[KEPT] = {"exercise": plan.exercise, "found": found}
    return ProblemList(_rows(plan, found), seen=True)


Found = tuple[str, int, tuple[int, ...]]


def _kept(request: HttpRequest, plan: ProjectPlan) -> list[Found] | None:
    """None where nothing is kept, or where the project is another one by now."""
    kept: dict[str, Any] = request.session.get(KEPT, {})
    found = kept.get("found", [])
    if kept.get("exercise") != plan.exercise or len(found) != len(plan.problems):
        return None
    return [(state, queries, tuple(lines)) for state, queries, lines in found]


def _rows(plan: ProjectPlan, found: list[Found]) -> tuple[ProblemRow, ...]:
    lessons = rows_by_slug()
    return tuple(
        ProblemRow(problem, state, queries, lines, lessons.get(problem.lesson))
        for problem, (state, queries, lines) in zip(plan.problems, found, strict=True)
    )
