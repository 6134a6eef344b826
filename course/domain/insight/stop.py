"""A run that was stopped from outside, in words: after how many copies of which query, and on which line."""

from __future__ import annotations

from dataclasses import dataclass

from course.domain.run import CapturedQuery, QueryGroup, RunResult, RunStatus
from course.domain.verdict.words import plural

LEAST_COPIES = 3
ADVICE = {
    RunStatus.TIMEOUT: "A run has a few seconds. Look for a loop that never ends, or that asks the database each time.",
    RunStatus.MEMORY: "Too much was held at once. Let the database count, filter or cut, or read with `iterator()`.",
    RunStatus.OUTPUT_LIMIT: "Only the beginning of what was printed is kept. Print less, or cut the QuerySet: `[:10]`.",
    RunStatus.QUERY_LIMIT: "A loop asks the database again and again. Load what it needs before it begins.",
    RunStatus.KILLED: "It did something that the sandbox does not allow, such as starting another program.",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """title: one sentence. group: the statements that it kept sending, where these are many."""

    title: str
    advice: str
    line: int | None
    copies: int = 0
    group: QueryGroup | None = None


def stop_of(run: RunResult) -> Stop | None:
    """None for a run that came to an end of its own. The run must be explained."""
    if run.status not in ADVICE or run.stopped is None:
        return None
    last = next((query for query in reversed(run.queries) if query.sql == run.stopped.sql), None)
    group = next((one for one in run.groups if last and one.group == last.group), None)
    many = group is not None and run.stopped.copies >= LEAST_COPIES
    line = _line(run, last)
    what = f"{run.stopped.copies:,} copies of this query" if many else plural(run.query_count, "query", "queries")
    place = f", line {line}" if line else ""
    return Stop(f"Stopped after {what}{place}", ADVICE[run.status], line, run.stopped.copies, group if many else None)


def _line(run: RunResult, last: CapturedQuery | None) -> int | None:
    """With too many queries it is the line of the last that was sent: the next one may stand on another."""
    told = run.stopped.line if run.stopped else None
    sent, raised = last.line if last else None, run.error.line if run.error else None
    return (sent or told or raised) if run.status is RunStatus.QUERY_LIMIT else (told or raised or sent)


def line_to_mark(run: RunResult) -> int | None:
    """The line on which the run raised or was stopped."""
    stop = stop_of(run)
    if stop is not None and stop.line:
        return stop.line
    return run.error.line if run.error else None
