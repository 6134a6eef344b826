"""A program as the laziness timeline annotates it: every line, and what happened there in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from course.domain.insight.timeline import Event, Timeline, TimelineLine
from course.domain.insight.timeline_words import objects_words
from course.domain.nouns import listed


@dataclass(frozen=True, slots=True)
class Happening:
    """One sentence of a line. `kind` as an Event's."""

    kind: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of the program, from 1, with what happened there; number 0 holds what no line of it did."""

    number: int
    source: str
    queries: int
    events: tuple[Happening, ...]


def listing(code: str, timeline: Timeline) -> tuple[ListedLine, ...]:
    """Every line of the code in order; the line 0 first, where something happened outside."""
    found = {line.line: line for line in timeline.lines}
    source = code.removesuffix("\n").split("\n")
    numbers = [*([0] if 0 in found else []), *range(1, len(source) + 1)]
    return tuple(_listed(number, source[number - 1] if number else "", found.get(number)) for number in numbers)


def _listed(number: int, source: str, line: TimelineLine | None) -> ListedLine:
    if line is None:
        return ListedLine(number, source, 0, ())
    return ListedLine(number, source, line.queries, tuple(_happenings(line.events)))


def _happenings(events: Sequence[Event]) -> Iterator[Happening]:
    """The links of one chain are told together: each built a QuerySet of the same objects as often."""
    for (kind, *_), same in groupby(events, lambda event: (event.kind, event.what, event.times)):
        together = [*same]
        if kind == "built" and len(together) > 1:
            yield Happening(kind, _built_together(together))
        else:
            yield from (Happening(event.kind, event.text, event.why) for event in together)


def _built_together(events: Sequence[Event]) -> str:
    methods = listed([f"`{event.method}`" if event.method != "[…]" else "the slice" for event in events])
    often = f", {events[0].times:,} times" if events[0].times > 1 else ""
    return f"{methods} build a QuerySet of {objects_words(events[0].what)}: no query{often}"


def summary(timeline: Timeline) -> str:
    """How many queries on how many lines, in one sentence."""
    if not timeline.lines:
        return timeline.problem or "No QuerySet was built and no query was sent."
    asking = [line for line in timeline.lines if line.queries]
    cached = sum(any(event.kind == "cache" for event in line.events) for line in timeline.lines)
    queries = "1 query" if timeline.queries == 1 else f"{timeline.queries:,} queries"
    told = f"{queries} on {_lines(len(asking))}" if asking else "No query: everything was only built"
    return f"{told}, {_lines(cached)} answered from a cache" if cached else told


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
