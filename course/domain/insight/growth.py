"""How the number of queries grows with the data: the same code at ×1, ×2 and ×4, and what it grows with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from course.domain.nouns import listed, model_of, plural
from course.domain.run import CapturedQuery, RunResult, RunStatus
from course.domain.sql import rows_fetched, shapes
from course.domain.statement import is_table_of, root_table

MOST_NAMES, MOST_GROUPS, MOST_LOADED = 3, 20, 100
LEAST_REPEATS = 3
THE_DATA = "the data"
SQUARE, STRAIGHT = 3.0, 1.2


@dataclass(frozen=True, slots=True)
class GrowthAt:
    """One scale: statements sent and rows fetched. Where `finished` is false a limit or error cut both short.

    rows_complete: false where more statements were sent than are kept, so that there were more rows than `rows`.
    """

    scale: int
    queries: int
    rows: int
    finished: bool
    rows_complete: bool = True


@dataclass(frozen=True, slots=True)
class GrowingGroup:
    """Statements of one shape whose number grows: from which line, with which objects, and how many at each scale;
    None where the run did not finish or sent more statements than are kept."""

    sql: str
    line: int | None
    counts: tuple[int | None, ...]
    grows_with: str


@dataclass(frozen=True, slots=True)
class Growth:
    """kind: "constant", "linear", "product", "shrinks", "irregular" or "unknown" (it ended early, so nobody can say).

    verdict: a few words such as "grows with posts × tags"; sentence: the same with its numbers.
    """

    kind: str
    verdict: str
    sentence: str
    points: tuple[GrowthAt, ...]
    groups: tuple[GrowingGroup, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def growth(runs: Sequence[RunResult], tables: Mapping[str, str]) -> Growth:
    """The verdict over the runs in order of their scale. `tables`: database table -> model name."""
    points = tuple(point_of(run) for run in runs)
    counts = [point.queries for point in points if point.finished]
    kind = kind_of(counts)
    groups = _growing(runs, kind, tables) if kind in ("linear", "product") else ()
    if kind == "product" and not any(_squared(group.counts) for group in groups):
        kind, groups = "irregular", ()  # the number of all may jump without a loop inside a loop
    verdict = _verdict(kind, groups)
    sentence = _unknown(runs) if kind == "unknown" and runs else _sentence(kind, verdict, points)
    return Growth(kind, verdict, sentence, points, groups)


def _squared(counts: Sequence[int | None]) -> bool:
    """Whether each doubling of the data made about four times as many; so too where only one number is known."""
    known = [count for count in counts if count is not None]
    return all(after >= SQUARE * before for before, after in pairwise(known))


def _unknown(runs: Sequence[RunResult]) -> str:
    """Why too few runs finished to be compared."""
    failed = next((run for run in runs if run.status is not RunStatus.OK), runs[0])
    told = ", ".join(_at(point_of(run)) for run in runs)
    if failed.error is not None:
        return f"The code did not finish ({failed.error.type}), so there is nothing to compare: {told}."
    return f"A limit stopped the code, so there is nothing to compare: {told}."


def graded(counts: Sequence[tuple[int, int]]) -> Growth:
    """The verdict over (scale, queries) alone, as a grade has measured them."""
    points = tuple(GrowthAt(scale, queries, 0, finished=True) for scale, queries in counts)
    kind = kind_of([point.queries for point in points])
    verdict = _verdict(kind, ())
    return Growth(kind, verdict, _sentence(kind, verdict, points), points)


def point_of(run: RunResult) -> GrowthAt:
    rows = rows_fetched(run.queries)
    return GrowthAt(run.image.scale, run.query_count, rows, run.status is RunStatus.OK, not run.queries_truncated)


def kind_of(counts: Sequence[int]) -> str:
    """What the numbers at ×1, ×2 (and ×4) do. With a part that does not grow, only the steps between them tell."""
    if len(counts) < 2:
        return "unknown"
    steps = [after - before for before, after in pairwise(counts)]
    if not any(steps):
        return "constant"
    if all(step <= 0 for step in steps):
        return "shrinks"
    if any(step <= 0 for step in steps):
        return "irregular"
    if len(steps) < 2:
        return "product" if counts[1] >= SQUARE * counts[0] else "linear"
    ratio = steps[1] / steps[0]
    return "product" if ratio >= SQUARE else "linear" if ratio >= STRAIGHT else "irregular"


def _growing(runs: Sequence[RunResult], kind: str, tables: Mapping[str, str]) -> tuple[GrowingGroup, ...]:
    """The shapes that grow, most statements first."""
    known = [_by_shape(run) if run.status is RunStatus.OK and not run.queries_truncated else None for run in runs]
    found: list[GrowingGroup] = []
    for shape, first in sorted(_by_shape(runs[0]).items(), key=lambda each: -len(each[1])):
        counts = tuple(None if members is None else len(members.get(shape, ())) for members in known)
        if len(found) < MOST_GROUPS and _grows(counts, len(first)):
            factors = _factors(first, runs[0].queries, _kind_of_group(counts, kind))
            names = " × ".join(plural(model_of(name, tables)) for name in factors) or THE_DATA
            found.append(GrowingGroup(first[0].sql, first[0].line, counts, names))
    return tuple(found)


def _by_shape(run: RunResult) -> dict[str, list[CapturedQuery]]:
    members: dict[str, list[CapturedQuery]] = {}
    for query, shape in zip(run.queries, shapes(query.sql for query in run.queries), strict=True):
        members.setdefault(shape, []).append(query)
    return members


def _grows(counts: Sequence[int | None], first: int) -> bool:
    """Where only the smallest data tells, what was sent again and again is what grows."""
    complete = [count for count in counts if count is not None]
    return complete[-1] > complete[0] if len(complete) > 1 else first >= LEAST_REPEATS


def _kind_of_group(counts: Sequence[int | None], of_all: str) -> str:
    complete = [count for count in counts if count is not None]
    return kind_of(complete) if len(complete) > 1 else of_all


def _factors(group: Sequence[CapturedQuery], queries: Sequence[CapturedQuery], kind: str) -> tuple[str, ...]:
    """The tables (or the model, where the ORM told it) whose rows the group was sent for; () where nothing tells."""
    owner = _owner(group[0])
    loaded = _loaded_before(group[0], queries)
    if kind == "product":
        return _pair(len(group), owner, loaded)
    if owner:
        return (owner,)
    exact = [table for table, rows in loaded if rows == len(group)]
    return (exact[-1],) if exact else ()


def _owner(query: CapturedQuery) -> str:
    """The model of the objects whose relation or column was asked for, one object at a time."""
    origin = query.origin
    if origin is None or origin.kind in ("prefetch", "query", "get"):
        return ""
    return origin.relation.partition(".")[0]


def _loaded_before(first: CapturedQuery, queries: Sequence[CapturedQuery]) -> list[tuple[str, int]]:
    """(table, rows) of the statements before it, and all rows of a table together, the nearest last."""
    single: dict[tuple[str, int], None] = {}
    total: dict[str, int] = {}
    for query in queries:
        if query.index >= first.index and query.sql == first.sql:
            break
        table = root_table(query.sql)
        if table and query.rows > 1:
            single.pop((table, query.rows), None)
            single[table, query.rows] = None
            total[table] = total.get(table, 0) + query.rows
    found = [*single, *((table, rows) for table, rows in total.items() if (table, rows) not in single)]
    return found[-MOST_LOADED:]


def _pair(count: int, owner: str, loaded: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Two tables the product of whose rows is the number of statements, that of the owner first."""
    for place, (one, rows) in enumerate(loaded):
        for other, more in loaded[place:]:
            if rows * more == count:
                return (other, one) if owner and is_table_of(other, owner) else (one, other)
    return (owner, owner) if owner else ()


def _verdict(kind: str, groups: Sequence[GrowingGroup]) -> str:
    if kind in ("linear", "product"):
        names = dict.fromkeys(one.grows_with for one in groups if one.grows_with != THE_DATA)
        named = [name for name in names if (" × " in name) == (kind == "product")][:MOST_NAMES]
        return f"grows with {listed(named) or (f'the square of {THE_DATA}' if kind == 'product' else THE_DATA)}"
    return {
        "constant": "constant", "shrinks": "shrinks as the data grows", "irregular": "irregular",
        "unknown": "not known",
    }[kind]  # fmt: skip


def _sentence(kind: str, verdict: str, points: Sequence[GrowthAt]) -> str:
    told = ", ".join(_at(point) for point in points)
    if kind == "unknown":
        return f"There is too little to compare: {told}."
    if kind == "constant":
        return f"The number of queries does not depend on the data: {told}."
    if kind == "irregular":
        counts = [point.queries for point in points if point.finished]
        grows = all(after > before for before, after in pairwise(counts))
        how = "grows, though not in step with the data" if grows else "changes without a plain rule"
        return f"The number of queries {how}: {told}."
    return f"The number of queries {verdict}: {told}."


def _at(point: GrowthAt) -> str:
    queries = f"{point.queries:,} {'query' if point.queries == 1 else 'queries'} at ×{point.scale}"
    return queries if point.finished else f"{queries} before it was stopped"
