"""Relations that a loop loads object by object, and need not load at all."""

from __future__ import annotations

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import Repeat, loads_rows_of
from course.domain.statement import is_table_of, key_condition, root_table


def from_level_to_level(evidence: Evidence, repeat: Repeat) -> Advice | None:
    """A tree of rows that was climbed: no join and no prefetch goes all the way."""
    column = _climbed_by(evidence, repeat)
    if not column:
        return None
    fix = f"{repeat.model}.objects.in_bulk()"
    return advise("n_plus_one", repeat, fix, (
        f"{repeat.where} loaded `{repeat.relation}` {repeat.count:,} times, from level to level; what is joined or "
        f"prefetched ends at one of them. Load all rows in one query, `{fix}`, and follow `{column}` in Python."
    ))


def _climbed_by(evidence: Evidence, repeat: Repeat) -> str:
    """The column of a relation of a model to itself that was asked of more objects than others loaded; else ""."""
    table, condition = root_table(repeat.first.sql), key_condition(repeat.first.sql)
    if condition is None or condition.table != table or not is_table_of(table, repeat.model):
        return ""
    own, is_forward = frozenset(repeat.places), repeat.kind == "forward"
    others = (query for place, query in enumerate(evidence.queries) if place not in own)
    loaded = sum(query.rows for query in others if loads_rows_of(query, repeat.model))
    # An object keeps what its foreign key leads to, but asks for many rows each time.
    asking = repeat.count if is_forward else len({repr(query.params) for query in repeat.queries})
    column = f"{repeat.accessor}_id" if is_forward else condition.column
    return column if 0 < loaded < asking else ""


def of_key(evidence: Evidence, repeat: Repeat) -> Advice | None:
    """`post.author.pk`, where nothing else of an author is read."""
    hint = evidence.hint("key_only", repeat.first, repeat.accessor)
    if hint is None or repeat.kind != "forward":
        return None
    return advise("n_plus_one", repeat, hint.fix, (
        f"{repeat.where} loaded `{repeat.relation}` {repeat.count:,} times, with one query for each object, and reads "
        f"nothing but its key. The row that points at it holds that key already: `{hint.fix}`."
    ), lesson="one-join")
