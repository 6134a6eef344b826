"""Two runs side by side: what they cost, and how their statements differ, shape by shape."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from course.domain.insight.latency import Latency, latency
from course.domain.run import QueryGroup, RunResult
from course.domain.sql import rows_fetched, shapes
from course.domain.statement import root_table

MOST_GROUPS = 40
LEAST_LIKENESS = 0.35
# Statements are a learner's: more lines than Django ever needs are not worth the time a comparison takes.
MOST_LINES = 400
LONGEST_KEPT = 8_000
BYTES_NOTE = "About what the database sent back: the rows as they travelled, with a small head for each query."


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of both runs. `partial`: statements past those kept are not in it."""

    name: str
    before: float
    after: float
    unit: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of laid-out SQL, or of code. kind: "same", "removed" (before only) or "added" (after only).

    before: how a "same" line was written before: in SQL perhaps without the comma that a column after it brought.
    """

    kind: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class GroupChange:
    """Statements of one shape before and after. kind: "same", "changed", "removed" or "added"; 0 for none."""

    kind: str
    before: int
    after: int
    before_lines: tuple[int, ...]
    after_lines: tuple[int, ...]
    diff: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class RunComparison:
    """measures: queries, rows, columns, bytes, time. groups: those of the later run in order, then what went away."""

    measures: tuple[Measure, ...]
    groups: tuple[GroupChange, ...]
    groups_left_out: int
    latency_before: Latency
    bytes_note: str = BYTES_NOTE


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a run cost: enough of it to set another run beside, and small enough to keep.

    columns: over all statements of different shape, what the code reads, however often. partial: statements past those
    kept are in `queries` only.
    """

    queries: int
    rows: int
    columns: int
    bytes: int
    elapsed_ms: float
    partial: bool
    groups: tuple[QueryGroup, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def footprint(run: RunResult) -> Footprint:
    """The run must be explained: its statements know their group."""
    return Footprint(
        queries=run.query_count,
        rows=rows_fetched(run.queries),
        columns=_columns(run),
        bytes=sum(query.bytes for query in run.queries),
        elapsed_ms=run.elapsed_ms,
        partial=run.queries_truncated,
        groups=tuple(replace(group, sql=group.sql[:LONGEST_KEPT]) for group in run.groups[:MOST_GROUPS]),
    )


def read_footprint(kept: Any) -> Footprint | None:
    """What `as_json` gave; None for one that was kept by another version of the site."""
    try:
        groups = tuple(QueryGroup(**group | {"lines": tuple(group["lines"])}) for group in kept["groups"])
        return Footprint(**kept | {"groups": groups})
    except (TypeError, KeyError):
        return None


def compare_footprints(before: Footprint, after: Footprint) -> RunComparison:
    groups = _changes(before.groups, after.groups)
    return RunComparison(
        measures=_measures(before, after),
        groups=groups[:MOST_GROUPS],
        groups_left_out=len(groups[MOST_GROUPS:]),
        latency_before=latency(before.queries, before.elapsed_ms),
    )


def _measures(before: Footprint, after: Footprint) -> tuple[Measure, ...]:
    partial = before.partial or after.partial
    return (
        Measure("queries", before.queries, after.queries),
        Measure("rows", before.rows, after.rows, partial=partial),
        Measure("columns", before.columns, after.columns, partial=partial),
        Measure("bytes", before.bytes, after.bytes, unit="bytes", partial=partial),
        Measure("time", round(before.elapsed_ms, 1), round(after.elapsed_ms, 1), unit="ms"),
    )


def _columns(run: RunResult) -> int:
    widest: dict[int, int] = {}
    for query in run.queries:
        widest[query.group] = max(query.columns, widest.get(query.group, 0))
    return sum(widest.values())


def _changes(before: Sequence[QueryGroup], after: Sequence[QueryGroup]) -> tuple[GroupChange, ...]:
    partners = _partners(before, after)
    kept = [_change(partners.get(place), group) for place, group in enumerate(after)]
    paired = {id(group) for group in partners.values()}
    return (*kept, *(_change(group, None) for group in before if id(group) not in paired))


def _partners(before: Sequence[QueryGroup], after: Sequence[QueryGroup]) -> dict[int, QueryGroup]:
    """For each later group, by its place, the earlier one it came from: the same shape, else the most alike of the same
    first table."""
    earlier = shapes(group.sql for group in before)
    later = shapes(group.sql for group in after)
    partners = {place: before[earlier.index(shape)] for place, shape in enumerate(later) if shape in earlier}
    left = [group for group, shape in zip(before, earlier, strict=True) if shape not in later][:MOST_GROUPS]
    for place, group in enumerate(after[:MOST_GROUPS]):
        likely = [(likeness(one.sql, group.sql), -number, one) for number, one in enumerate(left)]
        if place in partners or not likely:
            continue
        score, _, nearest = max(likely, key=lambda each: each[:2])
        if score >= LEAST_LIKENESS:
            partners[place] = nearest
            left.remove(nearest)
    return partners


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of words in common; 0 for statements on different first tables."""
    if root_table(one) != root_table(other) or not root_table(one):
        return 0.0
    first, second = Counter(one.split()), Counter(other.split())
    return 2 * (first & second).total() / (first.total() + second.total())


def _change(before: QueryGroup | None, after: QueryGroup | None) -> GroupChange:
    lines = sql_diff(before.sql if before else "", after.sql if after else "", _without_comma)
    if before is None or after is None:
        kind = "added" if after else "removed"
    else:
        kind = "same" if all(line.kind == "same" for line in lines) else "changed"
    return GroupChange(
        kind, before.count if before else 0, after.count if after else 0,
        before.lines if before else (), after.lines if after else (), lines,
    )  # fmt: skip


def _without_comma(line: str) -> str:
    return line.removesuffix(",")


def sql_diff(before: str, after: str, alike: Callable[[str], str] = str) -> tuple[DiffLine, ...]:
    """Laid-out statements, or programs, line by line. Lines are the same whose `alike` is the same."""
    old, new = before.splitlines(), after.splitlines()
    found: list[DiffLine] = []
    if len(old) + len(new) > MOST_LINES:
        return (*(DiffLine("removed", line) for line in old), *(DiffLine("added", line) for line in new))
    matcher = difflib.SequenceMatcher(None, [*map(alike, old)], [*map(alike, new)], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [DiffLine("same", line, was) for was, line in zip(old[i1:i2], new[j1:j2], strict=True)]
            continue
        found += [DiffLine("removed", line) for line in old[i1:i2]]
        found += [DiffLine("added", line) for line in new[j1:j2]]
    return tuple(found)
