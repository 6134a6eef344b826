"""How one item of a lesson fares on a new version of its data: as a value, and as the JSON that is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from course.domain.exercise import Exercise, Item, Sample
from course.domain.problem import Problem


class Outcome(StrEnum):
    """What became of an item, the gravest first."""

    UNREADABLE = "unreadable"
    REFERENCE = "reference"
    BUDGET = "budget"
    STARTER = "starter"
    WITNESS = "witness"
    STATED = "stated"
    HINT = "hint"
    PASSES = "passes"


WORDS = {
    Outcome.UNREADABLE: "cannot be read",
    Outcome.REFERENCE: "reference now fails",
    Outcome.BUDGET: "budget changed",
    Outcome.STARTER: "starter passes already",
    Outcome.WITNESS: "a wrong answer is no longer found out",
    Outcome.STATED: "the text states something else",
    Outcome.HINT: "a hint no longer fits",
    Outcome.PASSES: "passes",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One problem of an item. `witness`: the row whose lack hides a wrong answer, in words, or ""."""

    file: str
    line: int
    problem: str
    remedy: str
    witness: str = ""

    def __str__(self) -> str:
        because = f" ({self.witness})" if self.witness else ""
        return f"{self.file}:{self.line}: {self.problem}, {self.remedy}{because}"

    @property
    def place(self) -> str:
        """File and line as an author finds them, without the folders of the machine."""
        return f"{'/'.join(PurePath(self.file).parts[-2:])}:{self.line}"


@dataclass(frozen=True, slots=True)
class Verified:
    """One item of a lesson on a version of its data. `lesson` is a slug; `item` "" for what is not in one item."""

    item: str
    kind: str
    lesson: str
    title: str
    outcome: Outcome
    problems: tuple[Told, ...] = ()

    @property
    def breaks(self) -> bool:
        return self.outcome is not Outcome.PASSES

    @property
    def words(self) -> str:
        return WORDS[self.outcome]

    @property
    def can_be_switched_off(self) -> bool:
        """Live samples, labs and the project go on running, whatever their text says; what is judged by it does not."""
        return self.breaks and self.kind not in (Sample.kind, "project", "lab", "lesson")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Verified:
        problems = tuple(Told(**told) for told in stored["problems"])
        return cls(**{**stored, "outcome": Outcome(stored["outcome"]), "problems": problems})


def outcome_of(item: Item | Sample, problem: Problem) -> Outcome:
    """What a problem means, by the place that its author has to look at."""
    if not isinstance(item, Exercise):
        return Outcome.STATED
    name = PurePath(problem.file).name
    if name == "starter.py":
        return Outcome.STARTER
    if wrong_file(item, problem):
        is_hint = problem.line == item.line_of("wrong", wrong_file(item, problem), "hint")
        return Outcome.HINT if is_hint else Outcome.WITNESS
    limits = {item.line_of("budget"), item.line_of("N"), item.line_of("growth"), item.line_of("checks", "rows_fetched")}
    return Outcome.BUDGET if name == "exercise.yaml" and problem.line in limits else Outcome.REFERENCE


def wrong_file(exercise: Exercise, problem: Problem) -> str:
    """The name of the wrong answer that a problem is about, or ""."""
    return next((file.name for file in exercise.wrong_answers if problem.problem.startswith(f"{file.name} ")), "")


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    order = list(Outcome)
    return min(outcomes, key=order.index, default=Outcome.PASSES)


def tally(results: Sequence[Verified]) -> list[tuple[str, int]]:
    """How many items have each outcome, in words, the gravest first."""
    counts = Counter(result.outcome for result in results)
    return [(WORDS[outcome], counts[outcome]) for outcome in Outcome if counts[outcome]]
