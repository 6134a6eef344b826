"""The list of the final project's problems, ticked off by what a run shows."""

from __future__ import annotations

from dataclasses import dataclass

from course import content
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.project import ProjectPlan, Sighting, right_result, sightings
from course.views.course_map import LessonRow, rows_by_slug


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A line of the list; `lesson` teaches the way out."""

    sighting: Sighting
    lesson: LessonRow | None


@dataclass(frozen=True, slots=True)
class ProblemList:
    """All problems in order. `seen`: whether a run of this request fills the list."""

    rows: tuple[ProblemRow, ...]
    seen: bool

    @property
    def mended(self) -> int:
        return sum(row.sighting.state == "mended" for row in self.rows)


def problem_list(plan: ProjectPlan, *, done: bool) -> ProblemList:
    """Before any run: untried, or behind a learner who is done."""
    return ProblemList(_rows(sightings(plan, None, right=done)), seen=False)


def problem_list_after(exercise: Exercise, check: CheckResult) -> ProblemList | None:
    """As the run of an attempt shows it; None for an exercise that is not the project's."""
    lesson = content.course().project
    plan = lesson.front.project if lesson else None
    if plan is None or plan.exercise != exercise.id:
        return None
    return ProblemList(_rows(sightings(plan, check.run, right_result(check))), seen=True)


def _rows(found: tuple[Sighting, ...]) -> tuple[ProblemRow, ...]:
    rows = rows_by_slug()
    return tuple(ProblemRow(one, rows.get(one.problem.lesson)) for one in found)
