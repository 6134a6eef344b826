"""How one item of a lesson fares on a new version of its data: as a value, and as the JSON that is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from course.domain.exercise import Exercise
from course.domain.items import Item, Sample
from course.domain.problem import Answer, Problem


class Outcome(StrEnum):
    """What became of an item, the gravest first."""

    UNREADABLE = "unreadable"
    REFERENCE = "reference"
    BUDGET = "budget"
    STARTER = "starter"
    WITNESS = "witness"
    STATED = "stated"
    HINT = "hint"
    HIDDEN = "hidden"
    PASSES = "passes"


WORDS = {
    Outcome.UNREADABLE: "cannot be read",
    Outcome.REFERENCE: "reference now fails",
    Outcome.BUDGET: "budget changed",
    Outcome.STARTER: "starter passes already",
    Outcome.WITNESS: "a wrong answer is no longer found out",
    Outcome.STATED: "the text states something else",
    Outcome.HINT: "a hint no longer fits",
    Outcome.HIDDEN: "the hidden data no longer finds a wrong answer out",
    Outcome.PASSES: "passes",
}
MEANINGS = {
    Outcome.UNREADABLE: "Mistakes in the lessons' files: nothing there could be run.",
    Outcome.REFERENCE: "An answer that its author calls right fails on this data.",
    Outcome.BUDGET: "Right answers need more, or fewer, queries, rows or columns than the exercise says.",
    Outcome.STARTER: "What a learner begins with is right already on this data.",
    Outcome.WITNESS: "An answer that should fail gives the right result.",
    Outcome.STATED: "A text, a question or a file states what is something else now.",
    Outcome.HINT: "A wrong answer still fails, but not as its hint says.",
    Outcome.HIDDEN: "The data that learners see still does, so nothing breaks. It may be chance: each version has "
                    "hidden data of its own.",
}
KINDS = {"predict": "prediction", Sample.kind: "live sample"}
HOLDS = (Outcome.HIDDEN, Outcome.PASSES)
GRADED_AS_BEFORE = (Outcome.STATED, Outcome.HINT, *HOLDS)


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
    """One item of a lesson on a version of its data. `lesson` is a slug; `item` "" for what is not in one item.

    digest: of what its author had written, by which is known whether the result is still about that.
    """

    item: str
    kind: str
    lesson: str
    title: str
    outcome: Outcome
    problems: tuple[Told, ...] = ()
    digest: str = ""

    @property
    def breaks(self) -> bool:
        return self.outcome not in HOLDS

    @property
    def words(self) -> str:
        return WORDS[self.outcome]

    @property
    def kind_words(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def can_be_switched_off(self) -> bool:
        """What would be judged by something that no longer holds. Live samples, labs and the project go on running.

        An exercise of which only a number or a hint in its files no longer fits is graded as before.
        """
        if self.kind == Exercise.kind:
            return self.outcome not in GRADED_AS_BEFORE
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
    if problem.about:
        return outcome_of_wrong(problem.about)
    limits = {item.line_of("budget"), item.line_of("N"), item.line_of("growth"), item.line_of("checks", "rows_fetched")}
    return Outcome.BUDGET if name == "exercise.yaml" and problem.line in limits else Outcome.REFERENCE


def outcome_of_wrong(about: Answer) -> Outcome:
    """A wrong answer that still fails, if otherwise, is found out: only what is said about it no longer fits."""
    if about.is_right:
        return Outcome.WITNESS
    return Outcome.STATED if about.said == "queries" else Outcome.HINT


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    order = list(Outcome)
    return min(outcomes, key=order.index, default=Outcome.PASSES)


def by_outcome(results: Iterable[Verified]) -> list[tuple[str, str, list[Verified]]]:
    """What does not simply pass, by its outcome, the gravest first: words, what they mean, the results."""
    found = list(results)
    groups = {outcome: [one for one in found if one.outcome is outcome] for outcome in MEANINGS}
    return [(WORDS[outcome], MEANINGS[outcome], ones) for outcome, ones in groups.items() if ones]


def tally(results: Sequence[Verified]) -> list[tuple[str, int]]:
    """How many items have each outcome, in words, the gravest first."""
    counts = Counter(result.outcome for result in results)
    return [(WORDS[outcome], counts[outcome]) for outcome in Outcome if counts[outcome]]
