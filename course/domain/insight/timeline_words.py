"""The sentences of the laziness timeline."""

from __future__ import annotations

from course.domain.nouns import plural
from course.domain.verdict.words import plural as number_of
from course.domain.verdict.words import queries_sent

READ = {
    "__iter__": "going over the rows of", "__len__": "`len()` needs all rows of",
    "__bool__": "whether it is true needs all rows of",
    "__getitem__": "one item of", "__repr__": "the `repr()` of", "iterator": "`iterator()` over",
}  # fmt: skip
UNKEPT = {
    "__getitem__": "An item of a QuerySet that is not loaded has a query of its own, and the QuerySet keeps nothing.",
    "__repr__": "`repr()` reads at most 21 rows with a LIMIT and does not fill the cache.",
    "iterator": "`iterator()` hands the rows on one by one and keeps none: the next loop asks again.",
}


def told_in_words(
    kind: str, what: str, method: str, reason: str, times: int, queries: int, rows: int
) -> tuple[str, str]:
    """(what happened, why it asked again or keeps nothing)."""
    often = f", {times:,} times" if times > 1 else ""
    if kind == "built":
        made = "slicing" if method == "[…]" else f"`{method}()`"
        return f"{made} builds a QuerySet of {objects_words(what)}: no query{often}", ""
    if kind == "cache":
        return f"{_from_cache(what, method)}: no query{often}", ""
    why = " ".join(filter(None, (reason_words(reason, what), UNKEPT.get(method, "") if kind == "unkept" else "")))
    return f"{_asking(what, method)} {queries_sent(queries)}{_rows(rows)}{often}", why


def sent_in_words(queries: int, rows: int) -> str:
    """Of a line that only its statements are known of."""
    return f"{queries_sent(queries)}{_rows(rows)} until the run was stopped"


def objects_words(what: str) -> str:
    """What a QuerySet holds: `Post.tags` for a related manager's, else the plural of its model."""
    return f"`{what}`" if "." in what else plural(what)


def _rows(rows: int) -> str:
    return f", {number_of(rows, 'row')}" if rows else ""


def _from_cache(what: str, method: str) -> str:
    if not method:
        return f"`{what}` is at hand already"
    if method in READ:
        return f"the rows of {objects_words(what)} are loaded already"
    return f"`{method}()` answers from the rows of {objects_words(what)} that are loaded"


def _asking(what: str, method: str) -> str:
    if not what:
        return "SQL sent past the QuerySets (a cursor, `raw()`) makes"
    if not method:
        return f"touching `{what}` sends"
    if method in READ:
        return f"{READ[method]} {objects_words(what)}{' and' if ' needs ' in READ[method] else ''} sends"
    return f"`{method}()` on {objects_words(what)} sends"


def reason_words(reason: str, what: str) -> str:
    """Why something asks although it was loaded or asked before; "" for no reason, or one that is not known."""
    name, _, told = reason.partition(" ")
    told = told.strip("`")[:60]
    asked_on = f"line {told}" if told.isdigit() and told != "0" else "an earlier line"
    method = "slicing" if told == "[…]" else f"`{told}()`"
    return {
        "left_prefetched": f"{method} left the prefetched set: it makes a new QuerySet, which asks the database again. "
                           "Choose among the prefetched rows in Python, or prefetch the chosen ones with Prefetch().",
        "left_loaded": f"The rows were loaded already, but {method} makes a new QuerySet, which knows nothing of them.",
        "manager_again": f"The same question as on {asked_on}: each `.all()` of a manager makes a new QuerySet. "
                         f"Keep one in a variable, or prefetch `{what.partition('.')[2] or what}`.",
        "asked_before": f"The same question as on {asked_on}, asked by a new QuerySet: keep one in a variable.",
        "deferred": "`only()` or `defer()` left this column out, so it is fetched when it is touched.",
    }.get(name, "")  # fmt: skip
