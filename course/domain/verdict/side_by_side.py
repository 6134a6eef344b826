"""A learner's statements beside those of the solution, each pair in one row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from course.domain.insight.comparison import DiffLine, Footprint, GroupChange, compare_footprints

NOTHING = Footprint(queries=0, rows=0, columns=0, bytes=0, elapsed_ms=0, partial=False, groups=())


@dataclass(frozen=True, slots=True)
class Side:
    """Statements of one shape: how many, from which lines of the program, and the SQL; 0 and no lines where none is."""

    count: int
    lines: tuple[int, ...]
    sql: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class StatementPair:
    """What goes together. same: whether both are one shape, sent as often."""

    yours: Side
    ours: Side
    same: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """yours: the number of queries of the learner's run, None without one. left_out: shapes that are not shown."""

    yours: int | None
    ours: int
    pairs: tuple[StatementPair, ...]
    left_out: int = 0


def side_by_side(yours: Footprint | None, ours: Footprint) -> SideBySide:
    """The solution's statements in their order, then those that only the learner sent."""
    compared = compare_footprints(yours or NOTHING, ours)
    pairs = tuple(_pair(group) for group in compared.groups)
    return SideBySide(yours.queries if yours else None, ours.queries, pairs, compared.groups_left_out)


def _pair(group: GroupChange) -> StatementPair:
    removed = tuple(replace(line, text=line.before or line.text) for line in group.diff if line.kind != "added")
    added = tuple(line for line in group.diff if line.kind != "removed")
    yours = Side(group.before, group.before_lines, removed if group.before else ())
    ours = Side(group.after, group.after_lines, added if group.after else ())
    return StatementPair(yours, ours, same=group.kind == "same" and group.before == group.after)
