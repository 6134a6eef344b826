"""Rows that a loop fetches by itself, for one value at a time, instead of through a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import BY_PLACE, LOADING_METHODS, Repeat

_ONE_ROW = re.compile(r" LIMIT (?:1|21)$")


def get_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """One object fetched in each pass of a loop: by its key, or by its place."""
    for repeat in evidence.repeats:
        if repeat.identical:
            continue
        if _fetches_one(repeat):
            fix = "in_bulk(keys)" if repeat.key_field == "pk" else f"filter({repeat.key_field}__in=values)"
            yield advise("get_in_loop", repeat, fix, (
                f"{repeat.where} fetched {repeat.count:,} objects one by one with {_way(repeat)}. "
                f"Collect the keys first and fetch all of them in one query before the loop: `.{fix}`."
            ))
        elif _indexes(repeat):
            fix = _listed(evidence, repeat)
            yield advise("get_in_loop", repeat, fix, (
                f"{repeat.where} fetched {repeat.count:,} objects one by one, by their places. An index on a QuerySet "
                f"whose rows are not loaded asks for that row alone: load them all first, `{fix}`, or loop over them."
            ), lesson="the-result-cache")


def _fetches_one(repeat: Repeat) -> bool:
    if repeat.kind == "get":
        return True
    loads_one = repeat.method in LOADING_METHODS and _ONE_ROW.search(repeat.first.sql) is not None
    return (loads_one or repeat.method == "in_bulk") and _is_query(repeat) and repeat.key_field == "pk"


def _way(repeat: Repeat) -> str:
    return f"`{repeat.method}()`" if repeat.method else "an index or a slice"


def _indexes(repeat: Repeat) -> bool:
    """`posts[i]`: statements that differ in nothing but the place of their only row."""
    if not (_is_query(repeat) or repeat.kind == "manager") or repeat.method:
        return False
    return len({(BY_PLACE.sub("", query.sql), repr(query.params)) for query in repeat.queries}) == 1


def _listed(evidence: Evidence, repeat: Repeat) -> str:
    hint = evidence.hint("asked_again", repeat.first)
    said = hint.fix.rpartition("[")[0] if hint and hint.detail == "row" else ""
    return f"list({said or 'queryset'}{'' if repeat.first.loop_line else _up_to_the_last(repeat)})"


def _up_to_the_last(repeat: Repeat) -> str:
    """Places that are written out, such as `posts[0], posts[1], posts[2]`: `[:3]`."""
    asked = (BY_PLACE.search(query.sql) for query in repeat.queries)
    return f"[:{max(int(found[1] or 0) for found in asked if found) + 1}]"


def rows_by_hand(evidence: Evidence) -> Iterator[Advice]:
    """`Post.objects.filter(author=author)` for each author: an N+1 without a relation."""
    for repeat in evidence.repeats:
        if _asks_by_hand(repeat):
            field = repeat.key_field
            fix = f"filter({field}__in=values)"
            yield advise("n_plus_one", repeat, fix, (
                f"{repeat.where} sent the same query {repeat.count:,} times, each time for another `{field}`. Fetch "
                f"the rows for all of them in one query before the loop, `.{fix}`, and keep them in a dictionary."
            ))


def _asks_by_hand(repeat: Repeat) -> bool:
    asks = _is_query(repeat) and repeat.method in LOADING_METHODS and not repeat.identical
    return repeat.is_looped and asks and repeat.key_field not in ("pk", "...")


def _is_query(repeat: Repeat) -> bool:
    """Of no relation; what sent a statement without an origin is not known."""
    return repeat.kind == "query" and repeat.first.origin is not None
