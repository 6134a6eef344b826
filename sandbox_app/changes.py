"""Which rows a run changed: the broker's tables against the pristine image, after the learner has gone."""

from __future__ import annotations

import sqlite3
from typing import Any

ROWS_KEPT = 500


def table_changes(connection: sqlite3.Connection, image: bytes, written: set[str], keep_rows: bool) -> dict[str, Any]:
    """Table name -> {"inserted": n, "updated": n, "deleted": n} and, when asked for, the rows themselves."""
    tables = sorted(name for name in written if not name.startswith("sqlite_"))
    if not tables:
        return {}
    connection.set_authorizer(None)
    if connection.in_transaction:
        connection.rollback()
    pristine = sqlite3.connect(":memory:")
    pristine.deserialize(image)
    changes = {name: _changes(_rows(pristine, name), _rows(connection, name), keep_rows) for name in tables}
    return {name: change for name, change in changes.items() if any(change["counts"])}


def _rows(connection: sqlite3.Connection, table: str) -> dict[Any, list[list[Any]]]:
    try:
        quoted = table.replace('"', '""')
        cursor = connection.execute(f'SELECT rowid, * FROM main."{quoted}"')
    except sqlite3.Error:
        return {}
    columns = [column[0] for column in cursor.description[1:]]
    return {key: [[name, _plain(value)] for name, value in zip(columns, row, strict=True)] for key, *row in cursor}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def _changes(before: dict[Any, Any], after: dict[Any, Any], keep_rows: bool) -> dict[str, Any]:
    inserted = [after[key] for key in after if key not in before]
    deleted = [before[key] for key in before if key not in after]
    updated = [[before[key], after[key]] for key in before if key in after and before[key] != after[key]]
    counts = [len(inserted), len(updated), len(deleted)]
    if not keep_rows:
        return {"counts": counts}
    return {
        "counts": counts,
        "inserted": inserted[:ROWS_KEPT],
        "updated": updated[:ROWS_KEPT],
        "deleted": deleted[:ROWS_KEPT],
    }
