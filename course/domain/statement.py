"""The parts of a SELECT as Django writes it: where it starts, what it joins, which columns it loads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ROOT = re.compile(r'\bFROM "(\w+)"')
_JOIN = re.compile(r'\bJOIN "(\w+)"(?: "?(\w+)"?)? ON \("?(\w+)"?\."(\w+)" = "?(\w+)"?\."(\w+)"\)')
_COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')
_KEY_CONDITION = re.compile(r'\bWHERE \(?"?(\w+)"?\."(\w+)" = [^\s()]+\)?(?: ORDER BY .*)?(?: LIMIT \d+)?$')
_EQUATION = re.compile(r'"?(\w+)"?\."(\w+)" = (?:\?|%s|\d|\')')
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


def root_table(sql: str) -> str:
    """The table after FROM, or ""."""
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


def _path_from(root: str, join: Join, found: dict[str, Join]) -> tuple[str, ...] | None:
    path: list[str] = []
    while join.left_column.endswith("_id"):
        path.insert(0, join.left_column.removesuffix("_id"))
        if join.left == root:
            return tuple(path)
        join = found[join.left]
    return None


def key_condition(sql: str) -> KeyCondition | None:
    """The condition of a statement that has one only, an equation with a value."""
    found = _KEY_CONDITION.search(sql)
    return KeyCondition(*found.groups()) if found else None


def compared_columns(sql: str) -> tuple[str, ...]:
    """The columns that the conditions compare with a value, each once, in order."""
    conditions = sql.partition(" WHERE ")[2]
    return tuple(dict.fromkeys(column for _, column in _EQUATION.findall(conditions)))


def aggregate(sql: str) -> tuple[str, str] | None:
    """(function, column) such as ("Sum", "views") of a statement that computes one aggregate."""
    found = _AGGREGATE.search(sql)
    return (found.group(1).capitalize(), found.group(2)) if found else None
