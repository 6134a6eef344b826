"""The parts of a SELECT as Django writes it: where it starts, what it joins, which columns it loads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ROOT = re.compile(r'(?:^UPDATE|\bFROM) "(\w+)"')
_JOIN = re.compile(r'\bJOIN "(\w+)"(?: "?(\w+)"?)? ON \("?(\w+)"?\."(\w+)" = "?(\w+)"?\."(\w+)"\)')
# A pattern that may begin anywhere begins at a word's edge: within a learner's word of 20,000 letters it would be tried
# at each letter.
_COLUMN = re.compile(r'\b(\w+)"?\."(\w+)"')
_KEY_CONDITION = re.compile(r'\bWHERE \(?"?(\w+)"?\."(\w+)" = [^\s()]+\)?(?: ORDER BY .*)?(?: LIMIT \d+)?$')
_PLACEHOLDER = r"(?:\?|%s)"
_EQUATION = re.compile(rf'\b(?P<table>\w+)"?\."(?P<column>\w+)" (?:= |IN \()(?P<value>{_PLACEHOLDER})(?!, )')
_AGGREGATE = re.compile(r'^SELECT (?:COALESCE\()?(SUM|AVG|MIN|MAX)\("\w+"\."(\w+)"\)')


class Join(NamedTuple):
    """`left.left_column = right.right_column`, where `right` is the joined table's name or alias."""

    table: str
    left: str
    left_column: str
    right: str
    right_column: str


class KeyCondition(NamedTuple):
    """The only condition of a statement: `table.column = value`."""

    table: str
    column: str


@lru_cache(maxsize=1024)
def root_table(sql: str) -> str:
    """The table after FROM, or the one that is updated, or ""."""
    found = _ROOT.search(sql)
    return found.group(1) if found else ""


def is_table_of(table: str, model: str) -> bool:
    """Whether `app_model` is the table that Django makes for `Model`."""
    return table.partition("_")[2] == model.lower()


@lru_cache(maxsize=1024)
def joins(sql: str) -> tuple[Join, ...]:
    """Its joins on one pair of columns, in order; the joined table may stand on either side of the equation."""
    found = []
    for table, alias, one, one_column, other, other_column in _JOIN.findall(sql):
        name = alias if alias and alias != "ON" else table
        if other == name:
            found.append(Join(table, one, one_column, other, other_column))
        elif one == name:
            found.append(Join(table, other, other_column, one, one_column))
    return tuple(found)


@lru_cache(maxsize=1024)
def columns_of(sql: str, table: str) -> tuple[str, ...]:
    """The columns of one table (or alias) that the statement loads, in order."""
    selected = sql.partition(" FROM ")[0]
    return tuple(column for owner, column in _COLUMN.findall(selected) if owner == table)


def forward_path(sql: str, model: str) -> tuple[str, ...] | None:
    """The foreign keys from the statement's first table to `model` through joins whose columns it loads.

    () where the statement starts at the model itself; None where it loads no such object.
    """
    root = root_table(sql)
    if is_table_of(root, model):
        return () if "id" in columns_of(sql, root) else None
    found = {join.right: join for join in joins(sql)}
    loaded = [join for join in found.values() if is_table_of(join.table, model) and "id" in columns_of(sql, join.right)]
    return _path_from(root, loaded[0], found) if len(loaded) == 1 else None


def _path_from(root: str, join: Join | None, found: dict[str, Join]) -> tuple[str, ...] | None:
    """The statement may be a learner's: joins that stand on nothing, or on each other, lead nowhere."""
    path: list[str] = []
    while join is not None and join.left_column.endswith("_id") and len(path) < len(found):
        path.insert(0, join.left_column.removesuffix("_id"))
        if join.left == root:
            return tuple(path)
        join = found.get(join.left)
    return None


def key_condition(sql: str) -> KeyCondition | None:
    """The condition of a statement that has one only, an equation with a value."""
    found = _KEY_CONDITION.search(sql)
    return KeyCondition(*found.groups()) if found else None


def compared_parameters(sql: str) -> dict[int, str]:
    """The lookups that have to equal a parameter, such as `author` or `author__handle`, by the parameter's place.

    {} where conditions are joined by anything but AND. What is compared behind a relation to many is left out.
    """
    _, _, conditions = sql.partition(" WHERE ")
    if " OR " in conditions or "NOT (" in conditions:
        return {}
    sent = parameters_before_conditions(sql)
    lookups = {}
    for found in _EQUATION.finditer(conditions):
        path = _path_to(sql, found["table"])
        if path is not None:
            place = sent + len(re.findall(_PLACEHOLDER, conditions[: found.start("value")]))
            lookups[place] = "__".join((*path, field_of(found["column"])))
    return lookups


def parameters_before_conditions(sql: str) -> int:
    """How many parameters stand before WHERE, such as the values that an UPDATE sets."""
    return len(re.findall(_PLACEHOLDER, sql.partition(" WHERE ")[0]))


def _path_to(sql: str, table: str) -> tuple[str, ...] | None:
    """The foreign keys from the statement's first table to one that it joins."""
    found = {join.right: join for join in joins(sql)}
    root = root_table(sql)
    if table == root:
        return ()
    return _path_from(root, found.get(table), found)


def field_of(column: str) -> str:
    """The name of a column in a QuerySet: `id` is `pk`, `author_id` is `author`."""
    return "pk" if column == "id" else column.removesuffix("_id")


def aggregate(sql: str) -> tuple[str, str] | None:
    """(function, column) such as ("Sum", "views") of a statement that computes one aggregate."""
    found = _AGGREGATE.search(sql)
    return (found.group(1).capitalize(), found.group(2)) if found else None
