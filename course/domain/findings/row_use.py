"""Rows, columns and relations that were fetched for nothing, or for what the database does better.

What became of the rows is a hint of the learner's process; how many came, and how large, the broker's statements say.
Below a few rows there is no finding: the advice would cost more than it saves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from course.domain.findings.advice import LESSONS, Advice, Evidence
from course.domain.run import CapturedQuery, Finding, Hint

MANY_ROWS = 10
# Whole rows below this many bytes travel as fast as narrow ones.
MANY_BYTES = 100_000
_LIKE = re.compile(r"__(?:contains|startswith|endswith)=")
LOADING_METHODS = ("", "iterator", "first", "last", "get", "latest", "earliest", "in_bulk")


def row_use(evidence: Evidence) -> Iterator[Advice]:
    """One finding for each hint that its statements bear out. Where rows are not read at all, that comes first."""
    of_no_row = [hint for hint in evidence.hints if hint.code == "len_instead_of_count" or hint.detail == "exists"]
    unread = {(hint.asked_line, hint.column) for hint in of_no_row}
    for hint in evidence.hints:
        if hint.code.startswith("unused_") and (hint.asked_line, hint.column) in unread:
            continue
        place = _statement(evidence, hint) if hint.code in MESSAGES else None
        if place is None:
            continue
        query = evidence.queries[place]
        message, lesson = MESSAGES[hint.code](hint, query)
        if message:
            count = sum(_asks(hint, one) and one.group == query.group for one in evidence.queries)
            finding = Finding(hint.code, hint.line, hint.loop_line, hint.relation, count, hint.fix, message,
                              lesson or LESSONS[hint.code], hint.column if hint.line == hint.asked_line else 0)
            yield Advice(finding, frozenset({place}))


def _statement(evidence: Evidence, hint: Hint) -> int | None:
    """The first statement that the hint may be about, unless one line sent it over and over: that is told as such."""
    for place, query in enumerate(evidence.queries):
        if _asks(hint, query) and not query.failed and _is_meant(hint, query):
            return None if place in evidence.repeated_places else place
    return None


def _asks(hint: Hint, query: CapturedQuery) -> bool:
    column = query.origin.column if query.origin else 0
    return (query.line, column) == (hint.asked_line, hint.column)


def _is_meant(hint: Hint, query: CapturedQuery) -> bool:
    origin = query.origin
    if origin is None or query.verb != "SELECT":
        return False
    if hint.code == "unused_prefetch":
        return (origin.kind, origin.relation) == ("prefetch", hint.relation)
    if hint.code == "unused_select_related":
        return origin.method in LOADING_METHODS and origin.kind != "prefetch" and " JOIN " in query.sql
    return origin.kind in ("query", "manager") and origin.method in ("", "iterator")


def _unused_prefetch(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    name = f" as `{hint.detail}`" if hint.detail else ""
    return (f"Line {hint.line} prefetched `{hint.relation}`{name}: one more query, {_rows(query)}, and nothing "
            f"reads them. Prefetch what the loop reads and no more: {_instead(hint, 'prefetch_related')}."), ""


def _rows(query: CapturedQuery) -> str:
    return f"{query.rows:,} row{'' if query.rows == 1 else 's'}"


def _unused_join(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    if not query.rows:
        return "", ""
    return (f"Line {hint.line} joined `{hint.relation}` to {_rows(query)}, and nothing reads it. "
            "The join and its columns cost time and memory (a filter or an `order_by()` joins by itself, and the key "
            f"is there without a join): {_instead(hint, 'select_related')}."), ""


def _instead(hint: Hint, method: str) -> str:
    if hint.fix == f"{method}(None)":
        return f"leave out `{method}()`, or cancel it with `.{hint.fix}`"
    return f"`.{hint.fix}` is enough" if hint.fix else f"take it out of `{method}()`"


def _len(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    if query.rows < MANY_ROWS:
        return "", ""
    what = "whether there is any" if hint.fix.endswith("exists()") else "how many there are"
    columns = f"{query.columns} column{'' if query.columns == 1 else 's'}"
    return (f"Line {hint.line} fetched {query.rows:,} rows with {columns} each, only to ask {what}. "
            f"The database answers that with one number: `{hint.fix}`."), ""


def _aggregate(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    if query.rows < MANY_ROWS:
        return "", ""
    what = {"Sum": "add them up", "Max": "find the greatest", "Min": "find the least", "Avg": "average them",
            "Count": "count them"}.get(hint.detail, "compute one value")
    return (f"Line {hint.line} fetched {query.rows:,} rows only to {what} in Python. "
            f"The database does that where the rows are and sends one number: `{hint.fix}`."), ""


def _filter(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    if query.rows < MANY_ROWS:
        return "", ""
    case = " (`LIKE` of SQLite takes `A` and `a` for the same letter.)" if _LIKE.search(hint.fix) else ""
    return (f"Line {hint.line} chose among {query.rows:,} rows in Python, after all of them had been fetched. The "
            f"database can choose before it sends anything, with an index where there is one: `{hint.fix}`.{case}"), ""


def _over_fetch(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    kind, _, most = hint.detail.partition(":")
    if kind == "columns":
        return _columns(hint, query) if query.bytes >= MANY_BYTES else "", ""
    if kind == "exists":
        return _any_row(hint, query) if query.rows >= MANY_ROWS else "", "the-result-cache"
    needed = int(most) if most.isdecimal() else 0
    is_waste = needed and query.rows >= max(MANY_ROWS, 2 * needed)
    return _cut_off(hint, query, needed) if is_waste else "", "lazy-querysets"


def _columns(hint: Hint, query: CapturedQuery) -> str:
    remedy = "Leave them out" if hint.fix.startswith("defer(") else "Load the columns that are read"
    return (f"Line {hint.line} fetched about {query.bytes:,} bytes in {query.rows:,} rows, long texts such as "
            f"`{hint.relation}` among them that nothing reads. {remedy}: `.{hint.fix}`.")


def _any_row(hint: Hint, query: CapturedQuery) -> str:
    return (f"Line {hint.line} fetched {query.rows:,} rows only to learn whether there is any. "
            f"One row is enough for that: `{hint.fix}`.")


def _cut_off(hint: Hint, query: CapturedQuery, needed: int) -> str:
    are_used = "1 is" if needed == 1 else f"{needed:,} are"
    return (f"Line {hint.line} fetched {query.rows:,} rows, of which {are_used} used. "
            f"A slice of a QuerySet becomes LIMIT, so that only those are read: `{hint.fix}`.")


def _inflation(hint: Hint, query: CapturedQuery) -> tuple[str, str]:
    return (f"Line {hint.line} computes {hint.detail} over two joins to many rows at once, and the numbers that came "
            "are too large. Each row of the one relation stands beside each row of the other and is counted that "
            f"often: write `.{hint.fix}` instead."), ""


MESSAGES: dict[str, Callable[[Hint, CapturedQuery], tuple[str, str]]] = {
    "unused_prefetch": _unused_prefetch,
    "unused_select_related": _unused_join,
    "len_instead_of_count": _len,
    "python_side_aggregate": _aggregate,
    "python_side_filter": _filter,
    "over_fetch": _over_fetch,
    "join_inflation": _inflation,
}
