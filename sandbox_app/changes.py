"""Which rows a run changed: the broker's tables against the pristine image, after the learner has gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

ROWS_KEPT = 500
Row = list[list[Any]]
"""[[column, value], …] as plain JSON values."""
Keyed = tuple[int, tuple[Any, ...]]


def table_changes(connection: sqlite3.Connection, image: bytes, written: set[str], keep_rows: bool) -> dict[str, Any]:
    """Table name -> {"counts": [inserted, updated, deleted]} and, when asked for, the first rows of each kind."""
    tables = sorted(name for name in written if not name.startswith("sqlite_"))
    if not tables:
        return {}
    connection.set_authorizer(None)
    if connection.in_transaction:
        connection.rollback()
    with closing(sqlite3.connect(":memory:")) as pristine:
        pristine.deserialize(image)
        changes = {name: _changes(pristine, connection, name, ROWS_KEPT if keep_rows else 0) for name in tables}
    return {name: change for name, change in changes.items() if any(change["counts"])}


def _changes(pristine: sqlite3.Connection, connection: sqlite3.Connection, table: str, most: int) -> dict[str, Any]:
    """Both tables are read side by side in the order of their keys, so that a large one takes no more memory."""
    told = {"inserted": _Kept(most), "updated": _Kept(most), "deleted": _Kept(most)}
    columns_before, before = _rows(pristine, table)
    columns_after, after = _rows(connection, table)
    for old, new in _side_by_side(before, after):
        if old is None:
            told["inserted"].add(lambda new=new: _named(columns_after, new))
        elif new is None:
            told["deleted"].add(lambda old=old: _named(columns_before, old))
        elif old != new or columns_before != columns_after:
            told["updated"].add(lambda old=old, new=new: [_named(columns_before, old), _named(columns_after, new)])
    counts = [kept.count for kept in told.values()]
    return {"counts": counts} | ({kind: kept.rows for kind, kept in told.items()} if most else {})


class _Kept:
    """How many rows there were of a kind, and the first of them."""

    def __init__(self, most: int) -> None:
        self.most, self.count, self.rows = most, 0, []

    def add(self, row: Any) -> None:
        self.count += 1
        if len(self.rows) < self.most:
            self.rows.append(row())


def _rows(connection: sqlite3.Connection, table: str) -> tuple[list[str], Iterator[Keyed]]:
    """The columns, and (key, values) of each row by ascending key; nothing where there is no such table.

    The values as they are stored: `+` hides a column's declared type from the connection's converters, which would
    give up on a date that is none.
    """
    name = _quoted(table)
    columns = [column[1] for column in connection.execute(f"PRAGMA main.table_info({name})")]
    if not columns:
        return [], iter(())
    values = ", ".join(f"+{_quoted(column)}" for column in columns)
    found = connection.execute(f"SELECT rowid, {values} FROM main.{name} ORDER BY rowid")
    return columns, ((key, stored) for key, *stored in found)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _side_by_side(before: Iterator[Keyed], after: Iterator[Keyed]) -> Iterator[tuple[Any, Any]]:
    """(values before, values after) of each key; None where it is missing."""
    old, new = next(before, None), next(after, None)
    while old or new:
        if new is None or (old is not None and old[0] < new[0]):
            yield old[1], None  # type: ignore[index]
            old = next(before, None)
        elif old is None or new[0] < old[0]:
            yield None, new[1]
            new = next(after, None)
        else:
            yield old[1], new[1]
            old, new = next(before, None), next(after, None)


def _named(columns: list[str], values: Any) -> Row:
    return [[name, _plain(value)] for name, value in zip(columns, values, strict=True)]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)
