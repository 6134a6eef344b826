"""From the results of a learner's runs and of the reference's to a verdict. Pure; runs no code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from course.domain.run import RunResult


class Verdict(StrEnum):
    """`slow`: the right result, but over the budget, growing with the data, or reading what it does not need."""

    PASSED = "passed"
    WRONG = "wrong"
    SLOW = "slow"
    ERROR = "error"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Check:
    """One check on one variant. `message` never shows rows of a variant other than `base`."""

    name: str
    passed: bool
    variant: str
    message: str


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """How many statements the answer sent at one scale of the data."""

    scale: int
    queries: int


@dataclass(frozen=True, slots=True)
class RowDifference:
    """How the learner's rows differ from the expected ones on the base data (display cells, at most 50 of each)."""

    columns: tuple[str, ...] = ()
    missing: tuple[tuple[object, ...], ...] = ()
    extra: tuple[tuple[object, ...], ...] = ()
    duplicates: tuple[tuple[object, ...], ...] = ()
    missing_total: int = 0
    extra_total: int = 0
    order_only: bool = False


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The grade of one answer. `hint` is the message of the known wrong answer it matches, or ""."""

    exercise: str
    verdict: Verdict
    checks: tuple[Check, ...]
    query_count: int
    budget: int
    growth: tuple[GrowthPoint, ...]
    growth_verdict: str
    hint: str
    run: RunResult
    difference: RowDifference | None = None

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED
