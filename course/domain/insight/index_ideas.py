"""Which index might spare a statement a full scan or a sort: from its conditions and its order. Ideas, to be tried."""

from __future__ import annotations

import re
from collections.abc import Mapping

from course.domain.insight.plan import IndexIdea, StatementPlan
from course.domain.insight.schema import Schema, aliases
from course.domain.nouns import counted
from course.domain.statement import root_table

MOST_IDEAS = 3
_CONDITION = re.compile(r'"?(\w+)"?\."(\w+)" (=|>=|<=|>|<|IN|BETWEEN|LIKE|IS NULL)(?=\W|$)')
_ORDER = re.compile(r'ORDER BY (.+?)(?: LIMIT \d+.*)?$', re.DOTALL)
_ORDERED = re.compile(r'^"?(\w+)"?\."(\w+)"(?: (ASC|DESC))?$')


def index_ideas(plan: StatementPlan, schema: Schema) -> tuple[IndexIdea, ...]:
    """Up to three, the likeliest first; none for tables that are already searched or sorted by an index."""
    names = aliases(plan.sql, schema.rows)
    order = _sorted_columns(plan, names)
    ideas: dict[tuple[str, tuple[str, ...]], str] = {}
    equal, _ = _compared(plan.sql, order[0], names)
    if equal:  # one index can serve both, also where another one finds the rows already
        why = f"its conditions compare {_named(equal)}, and the rows are sorted by {_named(order[1])}"
        ideas[order[0], (*equal, *(column for column in order[1] if column not in equal))] = why
    for table in dict.fromkeys(step.table for step in plan.steps if step.full_scan):
        equal, ranged = _compared(plan.sql, table, names)
        for columns in dict.fromkeys(((*equal, *ranged), equal[:1] or ranged)):
            ideas.setdefault((table, columns), f"its conditions compare {_named(columns)}, and no index finds them")
    ideas.setdefault(order, f"the rows are sorted by {_named(order[1])}, and no index gives this order")
    kept = [(table, columns, why) for (table, columns), why in ideas.items() if _is_new(schema, table, columns)]
    return tuple(
        IndexIdea(table, columns, f"{counted(schema.rows[table], schema.model(table))}: {why}")
        for table, columns, why in kept[:MOST_IDEAS]
    )


def _compared(sql: str, table: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The table's columns that are equated with something, and one of those compared with a range: an index serves one
    range, at its end. A column that is true or false alone divides a table too little to be worth an index."""
    conditions = sql.partition(" WHERE ")[2]
    found = [(column, operator) for name, column, operator in _CONDITION.findall(conditions)
             if names.get(name) == table and column != "id"]
    equal = dict.fromkeys(column for column, operator in found if operator in ("=", "IN", "IS NULL"))
    ranged = dict.fromkeys(column for column, operator in found if operator in (">", "<", ">=", "<=", "BETWEEN"))
    return tuple(equal)[:3], tuple(column for column in ranged if column not in equal)[:1]


def _sorted_columns(plan: StatementPlan, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The order's columns, where they are all of the first table, go one way, and are sorted by hand now."""
    order = _ORDER.search(plan.sql)
    if order is None or not any(step.kind == "sort" and "order" in step.text for step in plan.steps):
        return "", ()
    found = [_ORDERED.match(part.strip()) for part in order[1].split(", ")]
    parts = [match.groups() for match in found if match]
    tables = {names.get(name) for name, _, _ in parts}
    ways = {way or "ASC" for _, _, way in parts}
    table = root_table(plan.sql)
    one = len(parts) == len(found) and tables == {table} and len(ways) == 1
    columns = tuple(column for _, column, _ in parts)
    # Each index of SQLite ends in the primary key anyway.
    return (table, columns[:-1] if columns[-1:] == ("id",) else columns) if one else ("", ())


def _is_new(schema: Schema, table: str, columns: tuple[str, ...]) -> bool:
    """Whether it names columns, and no index begins with them."""
    known = [index.columns for index in schema.indexes.values() if index.table == table]
    begins = any(tuple(one[: len(columns)]) == columns for one in known)
    return table in schema.rows and columns not in ((), ("id",)) and not begins


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)
