"""Notes what the watched places of the ORM did, by the learner's line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from sandbox_app import statements
from sandbox_app.backend.remote import transport
from sandbox_app.broker import TRANSACTION_CONTROL
from sandbox_app.capture import FILENAME, MOST_FRAMES

MOST_EVENTS = 300
MOST_QUESTIONS = 5_000


@dataclass
class Event:
    """What happened on one line, any number of times in the same way."""

    line: int
    kind: str
    what: str
    method: str
    reason: str
    times: int = 0
    queries: int = 0
    rows: int = 0


@dataclass
class Doing:
    """One watched act while it lasts: the statements it sent so far and the first of them."""

    statements: int = 0
    question: str = ""


class Recorder:
    """Only the outermost watched act counts: what Django does inside it belongs to it."""

    def __init__(self) -> None:
        self.events: dict[tuple[Any, ...], Event] = {}
        self.truncated = False
        self.doing: Doing | None = None
        self.asked: dict[str, int] = {}
        self.last_place: tuple[int, int, int] | None = None
        self.inner = transport.exchange
        transport.exchange = self._exchange

    def _exchange(self, request: bytes) -> bytes:
        assert self.inner is not None
        number, question = statements_of(request)
        if self.doing is not None:
            self.doing.statements += number
            self.doing.question = self.doing.question or question
        elif number:  # a cursor, raw(), an asynchronous loop: no watched place sent it
            self.note("evaluated", "", "", doing=Doing(number))
        return self.inner(request)

    @contextmanager
    def act(self) -> Iterator[Doing]:
        """While it lasts, other watched places keep silent."""
        before, self.doing = self.doing, Doing()
        try:
            yield self.doing
        finally:
            self.doing = before

    def note(
        self,
        kind: str,
        what: str,
        method: str,
        reason: str = "",
        *,
        doing: Doing | None = None,
        rows: int = 0,
        line: int | None = None,
    ) -> None:
        line = line or learner_line()
        key = (line, kind, what, method, reason)
        if key not in self.events and len(self.events) >= MOST_EVENTS:
            self.truncated = True
            return
        event = self.events.setdefault(key, Event(line or 0, kind, what, method, reason))
        event.times += 1
        event.queries += doing.statements if doing else 0
        event.rows += rows

    def earlier_line(self, question: str) -> int | None:
        """The line that asked the same before, 0 where it is not known; None when nobody did."""
        earlier = self.asked.get(question)
        if question and earlier is None and len(self.asked) < MOST_QUESTIONS:
            self.asked[question] = learner_line() or 0
        return earlier

    def same_place(self, queryset: Any) -> bool:
        """Whether the same instruction of the learner's touched this QuerySet just before: `list(q)` iterates over it
        and then asks for its length."""
        frame = learner_frame()
        place = (id(queryset), id(frame), frame.f_lasti if frame else -1)
        again = place == self.last_place
        self.last_place = place
        return again

    def told(self) -> list[dict[str, Any]]:
        return [vars(event) for event in self.events.values()]


def statements_of(request: bytes) -> tuple[int, str]:
    """How many statements a request sends, and the first of them with its parameters, as text."""
    asked = statements.unpacked(request)
    if asked is None:
        return 0, ""
    kind, sql, values, *_ = asked
    if TRANSACTION_CONTROL.match(sql):
        return 0, ""
    if kind == statements.MANY:
        return len(values), json.dumps([sql, values[:1]])
    return 1, json.dumps([sql, values])


def learner_frame() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    for _ in range(MOST_FRAMES):
        if frame is None or frame.f_code.co_filename == FILENAME:
            break
        frame = frame.f_back
    return frame if frame is not None and frame.f_code.co_filename == FILENAME else None


def learner_line() -> int | None:
    """The learner's line that is running; the line that gives the answer while that is consumed."""
    frame = learner_frame()
    return frame.f_lineno if frame is not None else getattr(transport.where, "answer_line", None)
