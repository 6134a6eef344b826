"""A stand-in for the broker that lets no statement through: it notes the first one and ends whatever sent it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandbox_app import statements
from sandbox_app.backend.remote import transport
from sandbox_app.broker import TRANSACTION_CONTROL

NO_ROWS = pickle.dumps((False, True, (None, [], 0, -1, None)))
DONE = pickle.dumps((False, True, ()))


class AsksDatabase(BaseException):
    """Something wanted to send a statement. No `except Exception` of Django's may swallow it."""

    def __init__(self, sql: str, params: Any) -> None:
        super().__init__(sql)
        self.sql, self.params = sql, params


def refuse(request: bytes) -> bytes:
    """Transactions seem to begin and end; any other statement is not sent."""
    asked = statements.unpacked(request)
    if asked is None:
        return DONE
    kind, sql, values, *_ = asked
    if TRANSACTION_CONTROL.match(sql):
        return NO_ROWS
    params = values[0] if kind == statements.MANY and values else values
    raise AsksDatabase(sql, list(params.values()) if isinstance(params, dict) else params)


@contextmanager
def no_statements() -> Iterator[None]:
    """Inside, whatever would send a statement raises AsksDatabase."""
    before, transport.exchange = transport.exchange, refuse
    try:
        yield
    finally:
        transport.exchange = before
