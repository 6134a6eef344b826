"""How the tables after a run differ from those after the reference, row by row. For the base data only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from course.domain.grading import StoredCell, StoredRow, TableDifference
from course.domain.nouns import noun
from course.domain.run import RunResult
from course.domain.verdict.near_rows import visible

MOST_ROWS = 50
Row = dict[str, Any]
Updates = dict[str, tuple[Row, Row]]


def table_difference(run: RunResult, reference: RunResult) -> TableDifference:
    """Rows that were not changed as they should be, changed otherwise, or should have been left alone."""
    models = _models(run) | _models(reference)
    given, expected = run.table_rows or {}, reference.table_rows or {}
    rows = [
        row for table in dict.fromkeys((*expected, *given))
        for row in _table(models.get(table, table), expected.get(table, {}), given.get(table, {}))
    ]  # fmt: skip
    return TableDifference(tuple(rows[:MOST_ROWS]), len(rows))


def _models(run: RunResult) -> dict[str, str]:
    """Table -> model: a run tells its changed tables and their rows in the same order."""
    return dict(zip(run.table_rows or {}, (model for model, _ in run.tables_changed), strict=False))


def _table(model: str, expected: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[StoredRow]:
    yield from _updates(model, expected, given)
    yield from _inserts(model, expected, given)
    gone, wanted_gone = _keyed(given.get("deleted", [])), _keyed(expected.get("deleted", []))
    for key, row in wanted_gone.items():
        if key not in gone:
            yield _row(model, "not_deleted", key, [StoredCell(name, visible(value), "", visible(value))
                                                   for name, value in row.items()])
    for key, row in gone.items():
        if key not in wanted_gone:
            yield _row(model, "deleted_too", key, [StoredCell(name, visible(value), visible(value), "")
                                                   for name, value in row.items()])


def _updates(model: str, expected: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[StoredRow]:
    wanted, got, gone = _changed(expected), _changed(given), _keyed(given.get("deleted", []))
    for key, (before, after) in wanted.items():
        if key in gone:
            continue
        cells = _cells(before, after, got[key][1] if key in got else before)
        if cells:
            yield _row(model, "updated_otherwise" if key in got else "not_updated", key, cells)
    for key, (before, after) in got.items():
        if key not in wanted:
            yield _row(model, "updated_too", key, _cells(before, before, after))


def _inserts(model: str, expected: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[StoredRow]:
    """Keys of new rows come from a counter, so they do not matter."""
    left = [_without_key(row) for row in given.get("inserted", [])]
    for row in (_without_key(row) for row in expected.get("inserted", [])):
        if row in left:
            left.remove(row)
        else:
            yield _row(model, "not_inserted", "", [StoredCell(name, "", visible(value), "")
                                                   for name, value in row.items()])
    for row in left:
        yield _row(model, "inserted_too", "", [StoredCell(name, "", "", visible(value)) for name, value in row.items()])


def _changed(rows: Mapping[str, Any]) -> Updates:
    return {_key(dict(before)): (dict(before), dict(after)) for before, after in rows.get("updated", [])}


def _keyed(rows: list[Any]) -> dict[str, Row]:
    return {_key(dict(row)): dict(row) for row in rows}


def _key(row: Row) -> str:
    """The primary key, or the whole row where the table has none of that name."""
    return f"id {row['id']}" if "id" in row else json.dumps(row, sort_keys=True, default=str)


def _without_key(row: list[Any]) -> Row:
    return {name: value for name, value in row if name != "id"}


def _cells(before: Row, expected: Row, given: Row) -> list[StoredCell]:
    return [
        StoredCell(name, visible(before.get(name)), visible(value), visible(given.get(name)))
        for name, value in expected.items() if value != given.get(name)
    ]  # fmt: skip


def _row(model: str, kind: str, key: str, cells: list[StoredCell]) -> StoredRow:
    what = f"The {noun(model)} with {key}" if key.startswith("id ") else f"A {noun(model)}"
    names = ", ".join(f"`{cell.column}`" for cell in cells)
    words = {
        "not_updated": f"should have been changed ({names}), and was not.",
        "updated_otherwise": f"was changed, but not as it should be: {names}.",
        "updated_too": f"was changed ({names}), and should have been left alone.",
        "not_inserted": "should have been added, and was not.",
        "inserted_too": "was added, and should not have been.",
        "not_deleted": "should have been deleted, and is still there.",
        "deleted_too": "was deleted, and should have been left alone.",
    }[kind]
    return StoredRow(model, kind, key, tuple(cells), f"{what} {words}")
