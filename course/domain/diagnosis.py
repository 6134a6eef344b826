"""From a run's statements and their origins to advice: what happened, where, and the code that mends it.

Each detector is one function of the evidence; `DETECTORS` is the table of them, most telling first. A statement that
one detector has explained is not reported again by `duplicate_query`. Origins are hints from the learner's process:
good for advice, never for a grade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from course.domain.repeats import SINGLE_KINDS, Repeat, annotation_path, loader_path, repeats
from course.domain.run import CapturedQuery, Finding
from course.domain.sql import is_write
from course.domain.statement import aggregate, columns_of, compared_columns, root_table

MOST_COLUMNS_TO_NAME = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """All statements in order (with their groups), and those that one line sent three times or more."""

    queries: tuple[CapturedQuery, ...]
    repeats: tuple[Repeat, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding and the statements it explains, by their place in the run."""

    finding: Finding
    explains: frozenset[int]


Detector = Callable[[Evidence], Iterator[Advice]]


def findings(queries: Sequence[CapturedQuery]) -> tuple[Finding, ...]:
    """Advice on statements that carry their group, in order of the first line it is about."""
    evidence = Evidence(tuple(queries), repeats(queries))
    advice = [one for detector in DETECTORS for one in detector(evidence)]
    explained = frozenset[int]().union(*(one.explains for one in advice))
    advice += duplicate_query(evidence, explained)
    return tuple(one.finding for one in sorted(advice, key=lambda one: min(one.explains)))


def n_plus_one(evidence: Evidence) -> Iterator[Advice]:
    """A relation that a loop loads object by object."""
    for repeat in evidence.repeats:
        if _loads_anew(repeat) and not _prefetched(evidence, repeat):
            path = loader_path(evidence.queries, evidence.repeats, repeat)
            fix = f'{path.method}("{path.lookup}")'
            gain = "brings it along in the same query" if path.single else "loads it for all of them in one more query"
            yield _advice("n_plus_one", repeat, fix, (
                f"{repeat.where} loaded `{repeat.relation}` {repeat.count} times, with one query for each object. "
                f"{_why(repeat)}: `.{fix}` on the query {path.on} {gain}."
            ))


def _loads_anew(repeat: Repeat) -> bool:
    """The same rows again and again through a manager are duplicates; objects have a place of their own for each."""
    return repeat.loads_relation and (repeat.kind in SINGLE_KINDS or not repeat.identical)


def _prefetched(evidence: Evidence, repeat: Repeat) -> bool:
    earlier = (query.origin for query in evidence.queries[: repeat.places[0]])
    return any(one and one.kind == "prefetch" and one.relation == repeat.relation for one in earlier)


def filter_on_prefetched(evidence: Evidence) -> Iterator[Advice]:
    """A prefetched relation that is filtered, ordered or cut, and so asked for again."""
    for repeat in evidence.repeats:
        if _loads_anew(repeat) and repeat.kind == "manager" and _prefetched(evidence, repeat):
            fix = f'prefetch_related(Prefetch("{repeat.accessor}", queryset=...))'
            yield _advice("filter_on_prefetched", repeat, fix, (
                f"{repeat.where} asked for `{repeat.relation}` {repeat.count} times although it was prefetched. "
                f"`filter()`, `order_by()` or `first()` on a prefetched relation makes a new query: choose among "
                f"`{repeat.accessor}.all()` in Python, or prefetch the chosen rows: `.{fix}`."
            ))


def _why(repeat: Repeat) -> str:
    if repeat.kind in SINGLE_KINDS:
        return "A relation is loaded when it is first touched, one object at a time"
    if repeat.has_conditions or repeat.method not in ("", "iterator"):
        return (f"A filtered, ordered or cut `{repeat.accessor}` asks the database each time, prefetched or not, so "
                "read its `.all()` and choose among the rows in Python")
    return f"Every `{repeat.accessor}.all()` asks the database again"


def count_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A COUNT for each object of a loop."""
    for repeat in evidence.repeats:
        if repeat.method == "count" and not repeat.identical:
            fix, where = _count_fix(evidence, repeat)
            yield _advice("count_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count} COUNT queries, one for each pass. "
                f"The database can count for all rows at once: `.{fix}` {where}."
            ))


def _count_fix(evidence: Evidence, repeat: Repeat) -> tuple[str, str]:
    """The annotation, and where it goes."""
    if repeat.relation:
        path = annotation_path(evidence.queries, evidence.repeats, repeat)
        condition = ", filter=Q(...)" if repeat.has_conditions else ""
        return f'annotate(n=Count("{path.lookup}"{condition}))', f"on the query {path.on}, then read `n`"
    fix = f'values("{_key_field(repeat)}").annotate(n=Count("pk"))'
    return fix, "before the loop gives every count in one query"


def exists_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A question "is there any?" for each object of a loop."""
    for repeat in evidence.repeats:
        if repeat.method in ("exists", "contains") and not repeat.identical:
            fix, where = _count_fix(evidence, repeat)
            if not repeat.relation:
                fix, where = f'values_list("{_key_field(repeat)}", flat=True)', "before the loop, then test with `in`"
            yield _advice("exists_in_loop", repeat, fix, (
                f"{repeat.where} asked {repeat.count} times whether there is any row, one query for each pass. "
                f"One query can answer for all of them: `.{fix}` {where}."
            ))


def _key_field(repeat: Repeat) -> str:
    """The field that the statement compares with a value, where that is one only; else "..."."""
    columns = compared_columns(repeat.first.sql)
    return _field(columns[0]) if len(columns) == 1 else "..."


def get_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """One object fetched by its key in each pass of a loop."""
    for repeat in evidence.repeats:
        if repeat.kind == "get" and not repeat.identical:
            field = _key_field(repeat)
            fix = "in_bulk(keys)" if field == "pk" else f"filter({field}__in=values)"
            yield _advice("get_in_loop", repeat, fix, (
                f"{repeat.where} fetched {repeat.count} objects one by one with `get()`. "
                f"Collect the keys first and fetch all of them in one query before the loop: `.{fix}`."
            ))


def aggregate_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A sum, average, least or greatest value computed for each object of a loop."""
    for repeat in evidence.repeats:
        found = aggregate(repeat.first.sql)
        if found and repeat.kind == "manager" and not repeat.identical:
            path = annotation_path(evidence.queries, evidence.repeats, repeat)
            fix = f'annotate(value={found[0]}("{path.lookup}__{found[1]}"))'
            yield _advice("aggregate_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count} queries that compute one {found[0]} each. "
                f"The database can compute it for all rows at once: `.{fix}` on the query {path.on}."
            ))


def deferred_field_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A column that only() or defer() left out, fetched row by row."""
    for repeat in evidence.repeats:
        if repeat.kind == "deferred":
            fix = _loading_fix(evidence, repeat)
            yield _advice("deferred_field_in_loop", repeat, fix, (
                f"{repeat.where} fetched the column `{repeat.accessor}` {repeat.count} times, row by row. "
                f"`only()` or `defer()` left it out of the query that loads the rows, so load it there: `.{fix}`."
            ))


def _loading_fix(evidence: Evidence, repeat: Repeat) -> str:
    """`only()` with the columns that were loaded and the missing one; with many columns, no deferring at all."""
    table = root_table(repeat.first.sql)
    for query in reversed(evidence.queries[: repeat.places[0]]):
        loaded = columns_of(query.sql, table)
        if loaded and query.group != repeat.first.group:
            names = [_field(name) for name in loaded if name != "id"] + [repeat.accessor]
            return f"only({', '.join(map(_quoted, names))})" if len(names) <= MOST_COLUMNS_TO_NAME else "defer(None)"
    return "defer(None)"


DETECTORS: tuple[Detector, ...] = (
    n_plus_one, filter_on_prefetched, count_in_loop, exists_in_loop, get_in_loop, aggregate_in_loop,
    deferred_field_in_loop,
)


def duplicate_query(evidence: Evidence, explained: frozenset[int]) -> Iterator[Advice]:
    """The very same question, asked again although nothing was written in between."""
    asked: dict[tuple[str, str], list[int]] = {}
    for place, query in enumerate(evidence.queries):
        if is_write(query.sql):
            yield from _duplicates(evidence, asked)
            asked = {}
        elif place not in explained and _may_repeat(query):
            asked.setdefault((query.sql, repr(query.params)), []).append(place)
    yield from _duplicates(evidence, asked)


def _may_repeat(query: CapturedQuery) -> bool:
    """Prefetches repeat because the query they belong to does: that one is reported."""
    return not query.failed and not (query.origin and query.origin.kind == "prefetch")


def _duplicates(evidence: Evidence, asked: dict[tuple[str, str], list[int]]) -> Iterator[Advice]:
    for places in asked.values():
        if len(places) > 1:
            repeat = Repeat(tuple(evidence.queries[place] for place in places), tuple(places))
            again = evidence.queries[places[1]]
            yield _advice("duplicate_query", repeat, _keeping_fix(repeat), (
                f"The same query with the same values was sent {len(places)} times, on {repeat.lines}. "
                f"A new QuerySet asks again each time: keep the result, `{_keeping_fix(repeat)}`, and use that."
            ), again)


_KEPT = {
    "count": "n = queryset.count()",
    "exists": "found = queryset.exists()",
    "get": "obj = queryset.get(...)",
    "first": "obj = queryset.first()",
    "last": "obj = queryset.last()",
    "aggregate": "totals = queryset.aggregate(...)",
}


def _keeping_fix(repeat: Repeat) -> str:
    if repeat.method in _KEPT:
        return _KEPT[repeat.method]
    if repeat.kind == "manager" and not repeat.has_conditions:
        return f"rows = list({repeat.model.lower()}.{repeat.accessor}.all())"
    if repeat.kind in SINGLE_KINDS:
        return f"{repeat.accessor} = {repeat.model.lower()}.{repeat.accessor}"
    return "rows = list(queryset)"


def _advice(code: str, repeat: Repeat, fix: str, message: str, at: CapturedQuery | None = None) -> Advice:
    at = at or repeat.first
    finding = Finding(code, at.line, at.loop_line, repeat.relation, repeat.count, fix, message)
    return Advice(finding, frozenset(repeat.places))


def _field(column: str) -> str:
    """The name of a column in a QuerySet: `id` is `pk`, `author_id` is `author`."""
    return "pk" if column == "id" else column.removesuffix("_id")


def _quoted(name: str) -> str:
    return f'"{name}"'
