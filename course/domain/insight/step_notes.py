"""What to know about one link of a QuerySet chain, in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from course.domain.nouns import listed, noun

ASKING = {
    "get": "it fetches up to 21 rows to see whether there is exactly one",
    "count": "the database counts, and one number comes back",
    "exists": "one row is enough for a yes",
    "first": "the first row in the given order, or in that of the primary key",
    "last": "the first row of the order turned round",
    "aggregate": "one row comes back with the values computed",
    "update": "one UPDATE for all rows; no object is loaded and no save() runs",
    "delete": "Django may first look for rows that point at these ones; this is the first statement",
    "create": "one INSERT",
    "bulk_create": "the rows go in together",
    "get_or_create": "it looks first; this is the first statement",
    "update_or_create": "it looks first; this is the first statement",
    "in_bulk": "a dictionary by primary key",
    "": "one item, with a query of its own",
}
STILL = {
    "iterator": "It is a stream of rows now: it asks when the loop begins, and keeps no row.",
    "query": "This is the query itself, as Python holds it; `str()` of it shows the SQL and sends nothing.",
    "raw": "Hand-written SQL: it asks when the rows are read.",
}
CHANGES_LATER = {
    "all": "It is a new QuerySet with the same SQL; its rows are not those of another.",
    "using": "The SQL is the same; it would go to another database.",
    "select_for_update": "SQLite has no row locks, so the SQL is the same here; PostgreSQL adds FOR UPDATE.",
}


def note_of(
    kind: str, method: str, message: str, has_sql: bool, is_same: bool, new_prefetches: Sequence[str]
) -> str:
    """message: the error, the name that has no value, or the model of an object that stands for one not known yet.

    is_same: the SQL is that of the link before; new_prefetches: relations this link asked to load ahead.
    """
    if kind == "asks":
        how = ASKING.get(method)
        return _with(f"This asks the database now: {how}." if how else "This asks the database now.", message)
    if kind == "value":
        return STILL.get(method, "This is no QuerySet any more, and nothing was sent for it.")
    if kind == "outer":
        return "It refers to the query around it (OuterRef), so it has SQL only inside that one."
    if kind == "unknown":
        name = f"`{message}` has a value" if message else "Its arguments have values"
        return f"{name} only while the code runs, so the steps end here."
    if kind == "error":
        return f"Django refuses this: {message}"
    return _with(_of_queryset(method, has_sql, is_same, new_prefetches), message)


def _with(note: str, model: str) -> str:
    """The note, and that the SQL is that of an object made up."""
    made_up = f"Shown as if the {noun(model)} had the primary key 1." if model else ""
    return f"{note} {made_up}".strip()


def refused_prefetch(no_relation: str, taken: str) -> str:
    """no_relation: a path that leads nowhere; taken: a to_attr that is a field's name."""
    if no_relation:
        return f"`{no_relation}` is no relation: Django will refuse it, but only when the rows are fetched."
    return f"The model has a field `{taken}` already: Django will refuse this `to_attr`, but only with the rows."


def _of_queryset(method: str, has_sql: bool, is_same: bool, new_prefetches: Sequence[str]) -> str:
    if not has_sql:
        return "Django knows that no row can match, so it will send nothing at all."
    if new_prefetches:
        names = listed([f"`{name}`" for name in new_prefetches])
        number = len(new_prefetches)
        each = "one more query loads" if number == 1 else f"{number} more queries, one for each, load"
        return f"This SQL stays as it is: after it, {each} {names} for all rows together."
    if is_same:
        return CHANGES_LATER.get(method, "It changes nothing in the SQL.")
    return ""
