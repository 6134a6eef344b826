"""The laziness timeline: line by line, what was only built, what asked the database, and what a cache gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from course.domain.insight.timeline_words import sent_in_words, told_in_words
from course.domain.run import CapturedQuery, RunError, RunResult, RunStatus
from course.domain.told import ToldModel, read_told

Short = Annotated[str, Field(max_length=300)]
Number = Annotated[int, Field(ge=0, le=10_000_000)]
STOPPED = "The run was stopped by a limit before it could tell."
CUT = "A limit stopped the run before it could tell what was built or cached: only its queries are known."
Kind = Literal["built", "evaluated", "cache", "again", "unkept"]


class ToldEvent(ToldModel):
    line: Number
    kind: Kind
    what: Short
    method: Short
    reason: Short
    times: Number
    queries: Number
    rows: Number


class TimelineReport(ToldModel):
    events: Annotated[list[ToldEvent], Field(max_length=400)]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a line, so many times in the same way.

    kind: "built" (no SQL), "evaluated" (asked the database), "cache" (no query: it was loaded before), "again" (asked
    although the rows had been loaded or asked for before: `why` tells), "unkept" (asked, and nothing is kept of it).
    what: `Post` or `Post.tags`; "" for SQL that was sent past the ORM's watched places (a cursor, raw()).
    method: as the learner wrote it, or "" for a relation or column that was touched.
    """

    kind: str
    what: str
    method: str
    times: int
    queries: int
    rows: int
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of the program and what happened there, in order."""

    line: int
    source: str
    events: tuple[Event, ...]

    @property
    def queries(self) -> int:
        return sum(event.queries for event in self.events)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lines in the order in which something first happened there. `status` and `problem`: how a run ended badly."""

    lines: tuple[TimelineLine, ...]
    queries: int = 0
    truncated: bool = False
    status: str = RunStatus.OK.value
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        for line, shown in zip(self.lines, told["lines"], strict=True):
            shown["queries"] = line.queries
        return told


def read_timeline(answer: Any, code: str, queries: int) -> Timeline:
    """`queries`: what the broker counted. Raises course.domain.told.BadReport."""
    report = read_told(TimelineReport, answer)
    source = code.split("\n")
    by_line: dict[int, list[ToldEvent]] = {}
    for event in report.events:
        by_line.setdefault(event.line, []).append(event)
    lines = (TimelineLine(line, _text(source, line), _events(events)) for line, events in by_line.items())
    return Timeline(tuple(lines), queries, report.truncated)


def no_timeline(status: RunStatus, error: RunError | None) -> Timeline:
    """Of a run that told nothing: it was stopped by a limit, or never began."""
    problem = f"{error.type}: {error.message}" if error else STOPPED
    return Timeline((), status=status.value, problem=problem)


def cut_timeline(run: RunResult, code: str) -> Timeline:
    """Of a run that a limit stopped before it could tell: what the broker had written down by then, by line."""
    source = code.split("\n")
    sent: dict[int, list[CapturedQuery]] = {}
    for query in run.queries:
        sent.setdefault(query.line or 0, []).append(query)
    lines = tuple(TimelineLine(line, _text(source, line), (_sent(queries),)) for line, queries in sent.items())
    return Timeline(lines, run.query_count, run.queries_truncated, run.status.value, CUT)


def _sent(queries: Sequence[CapturedQuery]) -> Event:
    rows = sum(query.rows for query in queries if query.rows > 0)
    return Event("evaluated", "", "", 1, len(queries), rows, sent_in_words(len(queries), rows))


def _text(source: Sequence[str], line: int) -> str:
    return source[line - 1].strip() if 0 < line <= len(source) else ""


def _events(told: Sequence[ToldEvent]) -> tuple[Event, ...]:
    return tuple(_event(event) for event in told)


def _event(told: ToldEvent) -> Event:
    text, why = told_in_words(told.kind, told.what, told.method, told.reason, told.times, told.queries, told.rows)
    return Event(told.kind, told.what, written(told.method), told.times, told.queries, told.rows, text, why)


def written(method: str) -> str:
    """A method's name as the learner met it."""
    return {
        "__iter__": "for", "__len__": "len()", "__bool__": "if", "__getitem__": "[…]", "__repr__": "repr()",
    }.get(method, f"{method}()" if method and method != "[…]" else method)  # fmt: skip
