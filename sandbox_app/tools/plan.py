"""How SQLite would run statements: EXPLAIN QUERY PLAN on the scratch copy of this run. Statements are only prepared."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

from sandbox_app.backend.remote import Connection

BINDINGS = re.compile(r"The current statement uses (\d+)")
WHAT_IF = "what_if"


def explained(material: str) -> dict[str, Any]:
    """`material`: JSON {"statements": [[sql, params], …], "index": {"table", "columns"} or null}.

    {"plans": [plan, …], "after": [plan, …], "index_error", "tables": {name: rows}, "indexes": {name: {…}}}, a plan
    being {"rows": [[id, parent, text], …], "error": ""}; `after` is with the index, and empty without one.
    """
    asked, connection = json.loads(material), Connection()
    found = {"plans": plans(connection, asked["statements"]), "after": [], "index_error": ""}
    if asked["index"]:
        try:
            create_index(connection, asked["index"]["table"], asked["index"]["columns"])
            found["after"] = plans(connection, asked["statements"])
        except sqlite3.Error as error:
            found["index_error"] = str(error)
    names = table_names(connection)
    return found | {
        "tables": {name: table_columns_and_rows(connection, name) for name in names},
        "indexes": {key: index for name in names for key, index in table_indexes(connection, name).items()},
    }


def plans(connection: Connection, statements: list[Any]) -> list[dict[str, Any]]:
    return [plan(connection, sql, params) for sql, params in statements]


def plan(connection: Connection, sql: str, params: list[Any]) -> dict[str, Any]:
    try:
        rows = prepared(connection, f"EXPLAIN QUERY PLAN {sql}", params)
    except (sqlite3.Error, sqlite3.Warning) as error:  # before Python 3.12 two statements in one are a Warning
        return {"rows": [], "error": str(error)}
    return {"rows": [[number, parent, text] for number, parent, _, text in rows], "error": ""}


def prepared(connection: Connection, sql: str, params: list[Any]) -> list[Any]:
    """Recorded parameters may have been cut: a plan needs their number, hardly ever their values."""
    try:
        return connection.execute(sql, params).fetchall()
    except sqlite3.ProgrammingError as error:
        wanted = BINDINGS.search(str(error))
        if wanted is None:
            raise
        filled = [*params, *[None] * int(wanted.group(1))][: int(wanted.group(1))]
        return connection.execute(sql, filled).fetchall()


def create_index(connection: Connection, table: str, columns: list[str]) -> None:
    keys = ", ".join(map(quoted, columns))
    connection.execute(f"CREATE INDEX {quoted(WHAT_IF)} ON {quoted(table)} ({keys})")


def table_names(connection: Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found.fetchall() if not name.startswith("sqlite_")]


def table_columns_and_rows(connection: Connection, table: str) -> dict[str, Any]:
    (count,) = connection.execute(f"SELECT COUNT(*) FROM {quoted(table)}").fetchone()
    columns = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    return {"rows": count, "columns": [column[1] for column in columns]}


def table_indexes(connection: Connection, table: str) -> dict[str, Any]:
    listed = connection.execute(f"PRAGMA index_list({quoted(table)})").fetchall()
    return {
        name: {"table": table, "unique": bool(unique), "columns": index_columns(connection, name)}
        for _, name, unique, *_ in listed
    }


def index_columns(connection: Connection, index: str) -> list[str]:
    return [column or "" for _, _, column in connection.execute(f"PRAGMA index_info({quoted(index)})").fetchall()]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
