"""How the learner's rows differ from the expected ones, with cells for display. For the base data only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course.domain.grading import RowDifference
from course.domain.run import RunResult, RunValue
from course.domain.verdict.answers import Answer, Comparison
from course.domain.verdict.near_rows import Side, parts_of, row_changes

MOST_ROWS = 50
PRINTED = RunValue("rows", columns=("printed line",))


def row_difference(
    given: Answer, given_run: RunResult, expected: Answer, expected_run: RunResult, found: Comparison, printed: bool
) -> RowDifference:
    """The rows behind the positions in `found`; `extra_total` counts duplicates too."""
    shown = PRINTED if printed else given_run.value
    wanted = PRINTED if printed else expected_run.value
    columns = wanted.columns or shown.columns or _numbered((*expected.items, *given.items)[0])
    missing, extra = _rows(found.missing, expected, wanted, columns), _rows(found.extra, given, shown, columns)
    order_only = found.same_items and not found.in_order
    return RowDifference(
        columns=columns,
        missing=missing,
        extra=extra,
        duplicates=_rows(found.duplicates, given, shown, columns),
        missing_total=len(found.missing),
        extra_total=len(found.extra) + len(found.duplicates),
        order_only=order_only,
        changed=row_changes(
            columns, _sides(found.missing, missing, expected, columns), _sides(found.extra, extra, given, columns)
        ),
        order_from=_order_from(given, expected) if order_only else None,
    )


def _sides(
    places: Sequence[int], rows: Sequence[tuple[object, ...]], answer: Answer, columns: Sequence[str]
) -> list[Side]:
    return [Side(row, parts_of(answer.items[place], columns)) for place, row in zip(places, rows, strict=False)]


def _order_from(given: Answer, expected: Answer) -> int:
    pairs = enumerate(zip(given.keys, expected.keys, strict=False))
    return next(place for place, (got, wanted) in pairs if got != wanted)


def _numbered(item: Any) -> tuple[str, ...]:
    return tuple(f"column {number + 1}" for number in range(len(item))) if isinstance(item, list) else ("value",)


def _rows(
    places: Sequence[int], answer: Answer, value: RunValue, columns: tuple[str, ...]
) -> tuple[tuple[object, ...], ...]:
    return tuple(_row(place, answer, value, columns) for place in places[:MOST_ROWS])


def _row(place: int, answer: Answer, value: RunValue, columns: tuple[str, ...]) -> tuple[object, ...]:
    """The displayed row at that position, its cells under the expected columns; past the rows kept, from the item."""
    if place < len(value.rows):
        row = value.rows[place]
        cells = dict(zip(value.columns, row, strict=False))
        named = any(column in cells for column in columns)
        return tuple(cells.get(column) for column in columns) if named else _padded(row, len(columns))
    return _cells(answer.items[place], columns)


def _cells(item: Any, columns: tuple[str, ...]) -> tuple[object, ...]:
    if isinstance(item, dict) and item.get("$") == "model":
        return tuple(item.get("pk") if column == "id" else None for column in columns)
    parts = item if isinstance(item, list) else [item]
    cells = [part.get("text", "") if isinstance(part, dict) else str(part) if isinstance(part, list) else part
             for part in parts]
    return _padded(cells, len(columns))


def _padded(cells: Sequence[object], width: int) -> tuple[object, ...]:
    return (*cells[:width], *(None,) * (width - len(cells)))
