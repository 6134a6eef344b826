"""A grade: verdict, checks, growth and differences, as values. `course.domain.verdict.judge` comes to them."""

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
class CellChange:
    """One cell of a row that is nearly right, written so that types and spaces can be seen. `note`: what to look at."""

    column: str
    expected: str
    given: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """An expected row and the given one that stands for it. `key`: what both have in common, such as "id 3".

    missing_place, extra_place: where the two rows stand in `RowDifference.missing` and `.extra`.
    """

    key: str
    cells: tuple[CellChange, ...]
    missing_place: int
    extra_place: int


@dataclass(frozen=True, slots=True)
class RowDifference:
    """How the learner's rows differ from the expected ones on the base data (display cells, at most 50 of each).

    changed: pairs of a missing and an extra row that belong together; both stand in `missing` and `extra` as well, and
    `missing_alone` and `extra_alone` are the rows without a partner. order_from: with `order_only`, the first position
    (from 0) where another row is expected.
    """

    columns: tuple[str, ...] = ()
    missing: tuple[tuple[object, ...], ...] = ()
    extra: tuple[tuple[object, ...], ...] = ()
    duplicates: tuple[tuple[object, ...], ...] = ()
    missing_total: int = 0
    extra_total: int = 0
    order_only: bool = False
    changed: tuple[RowChange, ...] = ()
    order_from: int | None = None

    @property
    def missing_alone(self) -> tuple[tuple[object, ...], ...]:
        return _without(self.missing, {change.missing_place for change in self.changed})

    @property
    def extra_alone(self) -> tuple[tuple[object, ...], ...]:
        return _without(self.extra, {change.extra_place for change in self.changed})


def _without(rows: tuple[tuple[object, ...], ...], places: set[int]) -> tuple[tuple[object, ...], ...]:
    return tuple(row for place, row in enumerate(rows) if place not in places)


@dataclass(frozen=True, slots=True)
class StoredCell:
    """A column of a stored row: what it held before, should hold, and holds now ("" where there is no such row)."""

    column: str
    before: str
    expected: str
    given: str


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row that does not end up as it should, on the base data.

    kind: "not_updated", "updated_otherwise", "updated_too", "not_inserted", "inserted_too", "not_deleted",
    "deleted_too". text: the same as a sentence.
    """

    model: str
    kind: str
    key: str
    cells: tuple[StoredCell, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How the tables after the run differ from the expected ones (at most 50 rows of `total`)."""

    rows: tuple[StoredRow, ...]
    total: int


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
    tables: TableDifference | None = None

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED
