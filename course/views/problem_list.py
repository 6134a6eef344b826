"""The list of a slow page's problems, ticked off by what a run shows; kept in the session until the next run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from course import content
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.labs.project import ProjectProblem, Sighting, right_result, sightings
from course.domain.verdict.words import lines_named
from course.views.course_map import LessonRow, rows_by_slug

KEPT = "problems_found"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A line of the list. state: as in Sighting; queries, and where: its evidence; lesson: teaches the way out."""

    problem: ProjectProblem
    state: str
    queries: int
    where: str
    lesson: LessonRow | None


@dataclass(frozen=True, slots=True)
class ProblemList:
    """All problems in order. `seen`: whether a run fills the list."""

    rows: tuple[ProblemRow, ...]
    seen: bool

    @property
    def mended(self) -> int:
        return sum(row.state == "mended" for row in self.rows)


Found = tuple[str, int, str]


def problem_list(request: HttpRequest, key: str, problems: Sequence[ProjectProblem], *, done: bool) -> ProblemList:
    """As the learner's last run in this session left it; without one untried, or behind a learner who is done.

    key: what the list was kept by, see `keep_problems`.
    """
    kept = [(state, queries, where) for state, queries, where in request.session.get(KEPT, {}).get(key, ())]
    if len(kept) == len(problems) and not done:  # else the page is another one by now
        return ProblemList(_rows(problems, kept), seen=True)
    return ProblemList(_rows(problems, [(one.state, 0, "") for one in sightings(problems, None, done)]), seen=False)


def keep_problems(
    request: HttpRequest, key: str, sighted: Sequence[Sighting], where: Callable[[Sighting], str]
) -> ProblemList:
    """As a run shows them. key: an exercise's id, or a lab's after `lab:`; where: the lines of one, in words."""
    found = [(one.state, one.queries, where(one)) for one in sighted]
    request.session[KEPT] = request.session.get(KEPT, {}) | {key: found}
    return ProblemList(_rows([one.problem for one in sighted], found), seen=True)


def problem_list_after(request: HttpRequest, exercise: Exercise, check: CheckResult) -> ProblemList | None:
    """As the run of an attempt shows it, which is kept; None for an exercise that is not the project's."""
    lesson = content.course().project
    plan = lesson.front.project if lesson else None
    if plan is None or plan.exercise != exercise.id:
        return None
    sighted = sightings(plan.problems, check.run, right_result(check))
    return keep_problems(request, exercise.id, sighted, lambda one: lines_named(one.lines))


def _rows(problems: Sequence[ProjectProblem], found: Sequence[Found]) -> tuple[ProblemRow, ...]:
    lessons = rows_by_slug()
    return tuple(
        ProblemRow(problem, state, queries, where, lessons.get(problem.lesson))
        for problem, (state, queries, where) in zip(problems, found, strict=True)
    )
