"""One slow program or page with several problems, and which of them a run still shows: the final project, and labs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import Field

from course.domain.authoring.authored import Content, Texts
from course.domain.exercise import SLOW_CHECKS
from course.domain.grading import CheckResult
from course.domain.run import Finding, RunResult


class ProjectProblem(Content):
    """One problem of the program, and what in a run shows it.

    shown_by: findings by their code, with the relation where they have one: `n_plus_one Loan.member`, `get_in_loop`.
    lesson: the slug of the lesson that teaches the way out.
    """

    title: str = Field(min_length=1)
    shown_by: Texts = Field(min_length=1)
    lesson: str = Field(min_length=1)

    def seen_in(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(one for one in findings if f"{one.code} {one.relation}".strip() in self.shown_by)


class ProjectPlan(Content):
    """What makes a lesson the final project.

    exercise: its id; queries: what the starter sends on the base data. lab: the name of the lab in which the same page
    is a view and a template; `/project/` then shows that one.
    """

    exercise: str = Field(min_length=1)
    queries: int = Field(ge=1)
    lab: str = ""
    problems: tuple[ProjectProblem, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A problem after a run.

    state: "untried" before the first run; "seen", with what shows it; "mended"; "unclear" where nothing shows it, but
    the program did not do its work either.
    """

    problem: ProjectProblem
    state: str
    findings: tuple[Finding, ...] = ()

    @property
    def queries(self) -> int:
        return sum(finding.count for finding in self.findings)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(sorted({finding.line for finding in self.findings if finding.line is not None}))

    @property
    def told(self) -> str:
        return ", ".join(f"{finding.code} on line {finding.line}" for finding in self.findings)


def sightings(problems: Sequence[ProjectProblem], run: RunResult | None, right: bool) -> tuple[Sighting, ...]:
    """Each problem as the run shows it; `right`: whether it gave the right result. None is no run at all."""
    if run is None:
        return tuple(Sighting(problem, "mended" if right else "untried") for problem in problems)
    return tuple(_sighting(problem, run, right) for problem in problems)


def _sighting(problem: ProjectProblem, run: RunResult, right: bool) -> Sighting:
    found = problem.seen_in(run.findings)
    return Sighting(problem, "seen" if found else "mended" if right else "unclear", found)


def wrong_sightings(
    problems: Sequence[ProjectProblem], starting: RunResult, solved: RunResult
) -> Iterator[tuple[int, str]]:
    """The place of each problem that the starting code does not show, or the solution does, and what is wrong."""
    for place, sighting in enumerate(sightings(problems, starting, right=True)):
        if sighting.state != "seen":
            yield place, "nothing in the starter's run shows this problem"
    for place, sighting in enumerate(sightings(problems, solved, right=True)):
        if sighting.state == "seen":
            yield place, f"the solution still shows it: {sighting.told}"


def right_result(check: CheckResult) -> bool:
    """Whether the result is right on the base data, however many queries it took."""
    failed = {one.name for one in check.checks if not one.passed and one.variant == "base"}
    return bool(check.checks) and not failed.difference(SLOW_CHECKS)
