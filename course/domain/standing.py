"""How far learners are with exercises: one learner's standing in one exercise, and figures over many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner and one exercise that they tried.

    tries_to_pass, seconds_to_pass: up to the first answer that passed, from the first one; None before that.
    best: the fewest queries of an answer with the right result; None without one.
    """

    learner: int
    exercise: str
    tries: int
    tries_to_pass: int | None = None
    best: int | None = None
    seconds_to_pass: float | None = None

    @property
    def passed(self) -> bool:
        return self.tries_to_pass is not None


@dataclass(frozen=True, slots=True)
class Figures:
    """One exercise over many learners. The medians are of those who passed; None where nobody has."""

    tried: int = 0
    passed: int = 0
    tries: int = 0
    median_tries: float | None = None
    median_seconds: float | None = None

    @property
    def success_rate(self) -> int | None:
        """Of those who tried, how many in a hundred have passed."""
        return round(100 * self.passed / self.tried) if self.tried else None


def figures(standings: Iterable[Standing]) -> dict[str, Figures]:
    """Exercise id -> its figures, for each exercise that somebody tried."""
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        found.setdefault(standing.exercise, []).append(standing)
    return {exercise: _figures(of_one) for exercise, of_one in found.items()}


def _figures(standings: list[Standing]) -> Figures:
    tries = [one.tries_to_pass for one in standings if one.tries_to_pass is not None]
    seconds = [one.seconds_to_pass for one in standings if one.seconds_to_pass is not None]
    return Figures(
        tried=len(standings),
        passed=len(tries),
        tries=sum(one.tries for one in standings),
        median_tries=median(tries) if tries else None,
        median_seconds=median(seconds) if seconds else None,
    )


def duration(seconds: float) -> str:
    """In words: "40 s", "12 min", "3 h", "2 days"."""
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size or (unit != "days" and seconds >= size):
            return f"{round(seconds / size)} {unit}"
    return f"{round(seconds)} s"
