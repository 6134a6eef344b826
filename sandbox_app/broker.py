"""The broker: holds the only copy of the data, runs the learner's statements and counts them.

It is the one authority for what was sent and how often. What it is told about lines and origins are hints.
"""

from __future__ import annotations

import json
import pickle
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sandbox_app import channel, statements
from sandbox_app.evidence import OUT_OF_MEMORY, QueryLimit, StatementLog, shown
from sandbox_app.statements import Statement

REQUEST_BYTES = 8 << 20
CHUNK_ROWS = 200
# Possessive, so that a comment ends where SQLite ends it: `/**/ SELECT 1 -- */ BEGIN` is a query.
TRANSACTION_CONTROL = re.compile(
    r"(?>[ \t\n\f\r]+|--[^\n]*\n|/\*.*?\*/)*+(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b", re.IGNORECASE | re.DOTALL
)
PRAGMAS = frozenset(
    "table_info table_xinfo table_list foreign_key_list foreign_key_check index_list index_info index_xinfo "
    "foreign_keys defer_foreign_keys compile_options".split()
)
# Temporary tables and views would stand in front of the real ones, also when the changes of a run are read.
FORBIDDEN_ACTIONS = (
    "ATTACH DETACH CREATE_VTABLE DROP_VTABLE CREATE_TEMP_TABLE CREATE_TEMP_VIEW CREATE_TEMP_TRIGGER CREATE_TEMP_INDEX"
).split()
DENIED = frozenset(code for name in FORBIDDEN_ACTIONS if (code := getattr(sqlite3, f"SQLITE_{name}", None)) is not None)
WRITES = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}


class _NoLog:
    """Counts nothing: rehearsals are no evidence."""

    texts: dict[str, int] = {}

    def start(self, *_: object) -> int:
        return 0

    def finish(self, *_: object) -> None:
        pass

    more_rows = more_bytes = flag = finish


class Broker:
    """Runs requests of one learner on one connection, and logs each statement before it runs."""

    def __init__(self, connection: sqlite3.Connection, log: StatementLog | _NoLog | None = None) -> None:
        self.connection, self.log = connection, log or _NoLog()
        # For the next statement, and those that have more rows to give, each with the place of its record.
        self.cursor = connection.cursor()
        self.cursors: dict[int, tuple[sqlite3.Cursor, int]] = {}
        self.written: set[str] = set()
        # The log's record of the statement that the reply at hand answers; 0 for none.
        self.place = 0
        self.operations: dict[str, Callable[..., tuple[Any, ...]]] = {
            "fetch": self.fetch,
            "close": self.close,
            "isolation": self.isolation,
            "end": self.end,
        }
        confine_connection(connection, self.written)

    def handle(self, request: bytes) -> bytes:
        """Answer one request; the database's refusals are part of the answer."""
        done, answer = False, ()
        try:
            asked = statements.unpacked(request)
            answer = self.execute(asked) if asked else self._other(*json.loads(request))
            done = True
        except QueryLimit:
            raise
        except MemoryError:
            self.log.flag(OUT_OF_MEMORY)
            answer = "OperationalError", "out of memory"
        except sqlite3.Error as error:
            answer = type(error).__name__, str(error)
        except Exception as error:  # noqa: BLE001  the request comes from a hostile process: no form of it may end us
            answer = "ProgrammingError", f"this request cannot be run: {error}"
        body = pickle.dumps((self.connection.in_transaction, done, answer), pickle.HIGHEST_PROTOCOL)
        self.log.more_bytes(self.place, len(body))
        self.place = 0
        return body

    def _other(self, name: str, *arguments: Any) -> tuple[Any, ...]:
        return self.operations[name](*arguments)

    def execute(self, asked: Statement) -> tuple[Any, ...]:
        """(description, rows, number of the cursor that has more, rows changed, last key)"""
        kind, sql, values, params, whereabouts = asked
        if kind == statements.MANY:
            return self._execute_many(sql, values, whereabouts)
        place = 0
        if sql in self.log.texts or not TRANSACTION_CONTROL.match(sql):
            place = self.log.start(sql, shown(values, params), whereabouts)
        self.place = place
        cursor, rows, failed = self.cursor, [], True
        started = time.perf_counter()
        try:
            # Only names and {"hex": …} are other than what SQLite takes.
            cursor.execute(sql, decoded(values) if b"{" in params else values)
            rows = cursor.fetchmany(CHUNK_ROWS) if cursor.description else []
            failed = False
        finally:
            columns = len(cursor.description or ())
            self.log.finish(place, len(rows), (time.perf_counter() - started) * 1000, failed, columns)
        number = 0 if len(rows) < CHUNK_ROWS else self._open(cursor, place)
        return cursor.description, rows, number, cursor.rowcount, cursor.lastrowid

    def _execute_many(self, sql: str, sets: Any, whereabouts: bytes) -> tuple[Any, ...]:
        """One statement for each set of parameters, as the database really runs it."""
        changed, last = 0, None
        for values in sets:
            one = statements.ONCE, sql, values, json.dumps(values).encode(), whereabouts
            _, _, _, count, last = self.execute(one)
            changed += max(count, 0)
        return None, [], 0, changed, last

    def fetch(self, number: int) -> tuple[Any, ...]:
        cursor, place = self.cursors[number]
        self.place = place
        rows = cursor.fetchmany(CHUNK_ROWS)
        self.log.more_rows(place, len(rows))
        if len(rows) < CHUNK_ROWS:
            self.close(number)
            number = 0
        return rows, number

    def close(self, number: int) -> tuple[Any, ...]:
        cursor, _ = self.cursors.pop(number, (None, 0))
        if cursor is not None:
            cursor.close()
        return ()

    def isolation(self, level: str | None) -> tuple[Any, ...]:
        self.connection.isolation_level = level
        return ()

    def end(self, how: str) -> tuple[Any, ...]:
        self.connection.commit() if how == "commit" else self.connection.rollback()
        return ()

    def rehearse(self, sql: str) -> None:
        """Answer a statement as in a run."""
        self.handle(statements.packed(statements.ONCE, sql, b"[]", statements.UNKNOWN))

    def _open(self, cursor: sqlite3.Cursor, place: int) -> int:
        number = max(self.cursors, default=0) + 1
        self.cursors[number] = (cursor, place)
        self.cursor = self.connection.cursor()
        return number


def decoded(params: Any) -> Any:
    """Parameters as SQLite takes them; bytes travel in JSON as {"hex": …}."""
    if isinstance(params, dict):
        return {name: decoded_value(value) for name, value in params.items()}
    return [decoded_value(value) for value in params]


def decoded_value(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def confine_connection(connection: sqlite3.Connection, written: set[str]) -> None:
    """No other files, no virtual tables, few pragmas, bounded lengths; remembers which tables are written."""

    def allowed(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
        if action in WRITES and first:
            if '"' in first:
                return sqlite3.SQLITE_DENY  # The changes are read by name: no name may be more than a name.
            written.add(first)
        if action in DENIED or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in PRAGMAS):
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in {"load_extension", "fts3_tokenizer"}:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 8 << 20)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1 << 20)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.set_authorizer(allowed)


def serve(broker: Broker, learner: channel.Line, request: bytes) -> None:
    """Answer this request and those that follow, until the learner has gone or may send no more."""
    with suppress(channel.ChannelClosed, QueryLimit, OSError):
        while True:
            learner.send(broker.handle(request))
            request = learner.receive(REQUEST_BYTES)
