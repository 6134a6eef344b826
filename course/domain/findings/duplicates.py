"""The very same question, asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import SINGLE_KINDS, Repeat
from course.domain.run import CapturedQuery
from course.domain.sql import is_write

_AT_RANDOM = re.compile(r"\bRAND(?:OM)?\(\)")
_KEPT = {
    "count": "n = queryset.count()",
    "exists": "found = queryset.exists()",
    "get": "obj = queryset.get(...)",
    "first": "obj = queryset.first()",
    "last": "obj = queryset.last()",
    "aggregate": "totals = queryset.aggregate(...)",
}


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
    """Prefetches repeat because the query they belong to does: that one is reported. What is asked for at random, or
    read anew with `refresh_from_db()`, is meant to be asked again."""
    origin = query.origin
    anew = origin is not None and (origin.kind == "prefetch" or origin.method == "refresh_from_db")
    return not (query.failed or anew or _AT_RANDOM.search(query.sql))


def _duplicates(evidence: Evidence, asked: dict[tuple[str, str], list[int]]) -> Iterator[Advice]:
    """One for each line and shape: the same mistake with other values is not told again."""
    told = set()
    for places in asked.values():
        again = evidence.queries[places[-1]]
        if len(places) > 1 and (again.line, again.group) not in told:
            told.add((again.line, again.group))
            repeat = Repeat(tuple(evidence.queries[place] for place in places), tuple(places))
            again = evidence.queries[places[1]]
            fix = _said_fix(evidence, repeat, again) or _keeping_fix(repeat)
            if ".select_for_update(" in fix:  # a row is read anew once it is locked
                continue
            yield advise("duplicate_query", repeat, fix, (
                f"The same query with the same values was sent {len(places):,} times, on {repeat.lines}. "
                f"{_remedy(repeat, fix)}"
            ), at=again, lesson="one-join" if fix.startswith("select_related(") else "")


def _remedy(repeat: Repeat, fix: str) -> str:
    if fix.startswith("select_related("):
        return (f"Each object asks for its own `{repeat.accessor}`, although it is the same row: `.{fix}` on the query "
                "that loads the objects brings it along.")
    return f"A new QuerySet asks again each time: keep the result, `{fix}`, and use that."


def _said_fix(evidence: Evidence, repeat: Repeat, again: CapturedQuery) -> str:
    """The learner's own expression, kept under a name."""
    hint = evidence.hint("asked_again", again, repeat.relation)
    name = _KEPT.get(repeat.method, "").partition(" = ")[0]
    if hint is None or (repeat.method and not name):
        return ""
    return f"{name or 'row'} = {hint.fix}" if name or hint.detail == "row" else f"rows = list({hint.fix})"


def _keeping_fix(repeat: Repeat) -> str:
    if repeat.method in _KEPT:
        return _KEPT[repeat.method]
    if repeat.kind == "manager" and not repeat.has_conditions:
        return f"rows = list({repeat.model.lower()}.{repeat.accessor}.all())"
    if repeat.kind in SINGLE_KINDS:
        return f'select_related("{repeat.accessor}")'
    return "rows = list(queryset)"
