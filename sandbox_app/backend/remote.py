"""A DB-API connection and cursor that send each statement to the broker."""

from __future__ import annotations

import builtins
import datetime
import decimal
import json
import pickle
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sandbox_app import channel, statements

Exchange = Callable[[bytes], bytes]


class Transport:
    """The one way to the broker, shared by all threads and connections of the process."""

    def __init__(self) -> None:
        self.exchange: Exchange | None = None
        self.where: Callable[[str], bytes] = lambda _sql: statements.UNKNOWN
        self.in_transaction = False
        self.lock = threading.Lock()
        self.abandoned: deque[int] = deque()

    def attach(self, line: channel.Line, gone: Callable[[], Any]) -> None:
        """`gone`: what is done when the other end is no longer there."""

        def exchange(request: bytes) -> bytes:
            try:
                line.send(request)
                return line.receive(channel.REPLY_BYTES)
            except (channel.ChannelClosed, OSError):
                gone()
                raise

        self.exchange = exchange

    def statement(self, kind: bytes, sql: str, params: Any) -> tuple[Any, ...]:
        """Have a statement run; raises what the database raised."""
        return self.answer(statements.packed(kind, sql, as_json(params).encode(), self.where(sql)))

    def ask(self, *request: Any) -> tuple[Any, ...]:
        """Anything else that the broker does."""
        return self.answer(as_json(request).encode())

    def answer(self, body: bytes) -> tuple[Any, ...]:
        if self.exchange is None:
            raise sqlite3.OperationalError("the database is not open yet")
        with self.lock:
            try:
                while self.abandoned:
                    self.exchange(json.dumps(("close", self.abandoned.popleft())).encode())
                self.in_transaction, done, answer = pickle.loads(self.exchange(body))
            except (channel.ChannelClosed, OSError):
                raise sqlite3.OperationalError("the run was stopped by a limit") from None
        if not done:
            name, message = answer
            raise getattr(sqlite3, name, getattr(builtins, name, sqlite3.OperationalError))(message)
        return answer  # type: ignore[no-any-return]


def encoded(value: Any) -> Any:
    """Parameters that JSON cannot hold, as SQLite's adapters of Django would store them."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"hex": bytes(value).hex()}
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    raise sqlite3.ProgrammingError(f"Error binding parameter: type '{type(value).__name__}' is not supported")


# Made once: `json.dumps` makes an encoder for each statement.
as_json = json.JSONEncoder(default=encoded, check_circular=False).encode

transport = Transport()


class Cursor:
    """DB-API cursor; the broker sends rows ahead in chunks."""

    arraysize = 1
    description: Any = None
    rowcount, lastrowid = -1, None
    # Rows that are here, and the number of the broker's cursor that has more; 0 for none.
    _rows: Iterator[Any] = iter(())
    _number = 0

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def execute(self, sql: str, params: Any = ()) -> Cursor:
        return self._take(transport.statement(statements.ONCE, sql, plain(params)))

    def executemany(self, sql: str, many: Iterable[Any]) -> Cursor:
        return self._take(transport.statement(statements.MANY, sql, [plain(params) for params in many]))

    def executescript(self, _sql: str) -> Cursor:
        raise sqlite3.ProgrammingError("executescript() is not available here: send one statement at a time")

    def _take(self, answer: tuple[Any, ...]) -> Cursor:
        self.close()
        self.description, rows, self._number, self.rowcount, self.lastrowid = answer
        self._rows = iter(rows)
        return self

    def fetchone(self) -> Any:
        rows = self.fetchmany(1)
        return rows[0] if rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        size = self.arraysize if size is None else size
        rows = list(islice(self._rows, size))
        while len(rows) < size and self._number:
            more, self._number = transport.ask("fetch", self._number)
            self._rows = iter(more)
            rows += islice(self._rows, size - len(rows))
        return rows

    def fetchall(self) -> list[Any]:
        rows: list[Any] = []
        while chunk := self.fetchmany(500):
            rows += chunk
        return rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchone, None)

    def close(self) -> None:
        if self._number:
            transport.ask("close", self._number)
            self._number = 0

    def __del__(self) -> None:
        # The collector may run while this thread is in the middle of an exchange: only leave a note.
        if self._number:
            transport.abandoned.append(self._number)


def plain(params: Any) -> Any:
    return dict(params) if hasattr(params, "keys") else list(params)


class Connection:
    """DB-API connection; all of them share the broker's one database and its transaction."""

    def __init__(self) -> None:
        self._isolation: str | None = None

    @property
    def isolation_level(self) -> str | None:
        return self._isolation

    @isolation_level.setter
    def isolation_level(self, level: str | None) -> None:
        transport.ask("isolation", level)
        self._isolation = level

    @property
    def in_transaction(self) -> bool:
        return transport.in_transaction

    def cursor(self, _factory: Any = None) -> Cursor:
        return Cursor(self)

    def execute(self, sql: str, params: Any = ()) -> Cursor:
        return self.cursor().execute(sql, params)

    def executemany(self, sql: str, many: Iterable[Any]) -> Cursor:
        return self.cursor().executemany(sql, many)

    def executescript(self, sql: str) -> Cursor:
        return self.cursor().executescript(sql)

    def commit(self) -> None:
        transport.ask("end", "commit")

    def rollback(self) -> None:
        transport.ask("end", "rollback")

    def close(self) -> None:
        """Nothing to close: the broker ends with the run."""

    def getlimit(self, category: int) -> int:
        return _limit(category)


def _limit(category: int) -> int:
    with sqlite3.connect(":memory:") as scratch:
        return scratch.getlimit(category)
