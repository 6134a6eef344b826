"""How SQLite would run a statement: its steps in words, and the indexes that might help."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from course.domain.sql import tokens


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One sentence. kind: "scan", "search", "key", "sort", "part" (a subquery, union …) or "note".

    full_scan: every row of `table` is read. repeated: done once for each row that the steps before found.
    """

    kind: str
    text: str
    depth: int
    table: str = ""
    full_scan: bool = False
    repeated: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class IndexIdea:
    """An index that might help: a table, its columns in order, and why."""

    table: str
    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """How one statement would be run. `error`: why there is no plan, in words."""

    group: int
    sql: str
    steps: tuple[PlanStep, ...]
    full_scans: int
    ideas: tuple[IndexIdea, ...] = ()
    error: str = ""

    @property
    def wants_all(self) -> bool:
        """Whether it names no condition and no limit: then reading a whole table is what was asked for."""
        return not {"WHERE", "LIMIT", "JOIN", "ON"} & {token.text.upper() for token in tokens(self.sql)}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
