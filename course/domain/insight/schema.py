"""What sentences about a plan need to know of the database: tables with their rows and columns, indexes, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.domain.insight.plan_report import PlanReport, ToldIndex
from course.domain.nouns import model_of
from course.domain.sql import tokens

_BEFORE_A_TABLE = ("FROM", "JOIN", ",", "UPDATE", "INTO")
_KEYWORDS = frozenset(
    "ON WHERE INNER LEFT OUTER CROSS JOIN GROUP ORDER LIMIT SET VALUES UNION INTERSECT EXCEPT HAVING AS USING".split()
)


@dataclass(frozen=True, slots=True)
class Schema:
    """By table: rows and columns; by name: indexes; and the model of each table."""

    rows: Mapping[str, int]
    columns: Mapping[str, Sequence[str]]
    indexes: Mapping[str, ToldIndex]
    models: Mapping[str, str] = field(default_factory=dict)

    def model(self, table: str) -> str:
        return model_of(table, self.models)


def schema_of(report: PlanReport, models: Mapping[str, str]) -> Schema:
    """`models`: table -> model name."""
    tables = report.tables
    return Schema(
        {name: table.rows for name, table in tables.items()},
        {name: table.columns for name, table in tables.items()},
        report.indexes, models,
    )  # fmt: skip


def aliases(sql: str, tables: Mapping[str, Any]) -> dict[str, str]:
    """The name a table goes by in the statement -> the table: `U0`, `T3`, and each table's own."""
    found = {name: name for name in tables}
    words = [token.text.strip('"`') for token in tokens(sql)]
    for place in range(1, len(words) - 1):
        if words[place] in tables and words[place - 1].upper() in _BEFORE_A_TABLE:
            name = words[place + 2] if words[place + 1].upper() == "AS" and len(words) > place + 2 else words[place + 1]
            if name.isidentifier() and name.upper() not in _KEYWORDS:
                found[name] = words[place]
    return found
