"""The report of the tool "plan": rows of EXPLAIN QUERY PLAN, and the tables and indexes they speak of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator

from course.domain.told import ToldModel, read_told

Text = Annotated[str, Field(max_length=4_000)]
Name = Annotated[str, Field(max_length=200)]


class PlanRow(ToldModel):
    """One row of a plan: `parent` is the number of the row it belongs to, 0 at the top."""

    number: int
    parent: int
    text: Text


class ToldPlan(ToldModel):
    rows: Annotated[list[PlanRow], Field(max_length=400)]
    error: Text

    @field_validator("rows", mode="before")
    @classmethod
    def _named(cls, rows: Any) -> Any:
        names = ("number", "parent", "text")
        if not isinstance(rows, list):
            return rows
        return [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in rows]


class ToldTable(ToldModel):
    rows: Annotated[int, Field(ge=0)]
    columns: Annotated[list[Name], Field(max_length=400)]


class ToldIndex(ToldModel):
    table: Name
    unique: bool
    columns: Annotated[list[Name], Field(max_length=60)]


class PlanReport(ToldModel):
    """`after`: the same statements with the index that was asked for; `index_error`: why there is none."""

    plans: Annotated[list[ToldPlan], Field(max_length=60)]
    after: Annotated[list[ToldPlan], Field(max_length=60)]
    index_error: Text
    tables: Annotated[dict[Name, ToldTable], Field(max_length=400)]
    indexes: Annotated[dict[Name, ToldIndex], Field(max_length=800)]


def read_plans(answer: Any) -> PlanReport:
    """Raises course.domain.told.BadReport."""
    return read_told(PlanReport, answer)
