"""The chain stepper: what each link of a QuerySet chain adds to the SQL. Read from the report of the tool "steps"."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from course.domain.filled import filled
from course.domain.insight.sql_parts import LONGEST_COMPARED, SqlPart, changed_parts, clauses_of, words_of
from course.domain.insight.step_changes import change_words
from course.domain.insight.step_notes import note_of, refused_prefetch
from course.domain.run import RunError
from course.domain.sql import MOST_FORMATTED, formatted
from course.domain.told import ToldModel, read_told

Text = Annotated[str, Field(max_length=20_000)]
Short = Annotated[str, Field(max_length=2_000)]
Place = Annotated[int, Field(ge=0, le=1_000_000)]
# What is compared may be hostile: most pairs of words of all statements.
MOST_COMPARED = 1_500_000


class ToldStep(ToldModel):
    """One prefix of a chain. kind: "queryset" (it has SQL), "outer" (it refers to a query around it), "asks" (it would
    send this statement), "value" (no QuerySet any more), "unknown" (needs a name that only a run has) or "error"."""

    source: Short
    line: Place
    column: Place
    end_line: Place
    end_column: Place
    kind: Literal["queryset", "outer", "asks", "value", "unknown", "error"]
    sql: Text
    params: Annotated[list[str | int | float | bool | None], Field(max_length=100)]
    method: Short
    message: Short
    prefetches: Annotated[list[Short], Field(max_length=20)]
    no_relation: Short = ""
    taken: Short = ""


class ToldChain(ToldModel):
    line: Place
    steps: Annotated[list[ToldStep], Field(min_length=1, max_length=30)]


class StepsReport(ToldModel):
    chains: Annotated[list[ToldChain], Field(max_length=30)]
    truncated: bool


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link: where it stands (lines from 1, columns from 0, in characters), and the SQL up to its end.

    parts: the SQL cut into pieces; joined they are `sql`.
    removed: what the SQL before had in their place. change: what the link changed, in a sentence; note: what to know
    about it, in a sentence or two.
    asks: whether this link would ask the database at once; prefetches: relations that later queries load.
    """

    kind: str
    source: str
    method: str
    line: int
    column: int
    end_line: int
    end_column: int
    sql: str
    parts: tuple[SqlPart, ...]
    removed: tuple[str, ...]
    change: str
    note: str
    asks: bool
    prefetches: tuple[str, ...]

    @property
    def words(self) -> str:
        """All that is told of the link."""
        return f"{self.change} {self.note}".strip()


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of the program, its links in order; `source` is the whole of it."""

    line: int
    source: str
    steps: tuple[ChainStep, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """All chains found. `problem`: why there are none, in words (a syntax error, a limit); `line`: where."""

    chains: tuple[Chain, ...]
    truncated: bool = False
    problem: str = ""
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_steps(answer: Any) -> Steps:
    """Raises course.domain.told.BadReport."""
    report = read_told(StepsReport, answer)
    layout = _Layout()
    return Steps(tuple(_chain(chain, layout) for chain in report.chains), report.truncated)


def no_steps(error: RunError | None) -> Steps:
    """Of code that could not be read."""
    if error is None:
        return Steps((), problem="The code could not be looked at within the limits.")
    return Steps((), problem=f"{error.type}: {error.message}", line=error.line)


class _Layout:
    """Lays statements out and lets them be compared until so much has been done that it takes too long."""

    def __init__(self) -> None:
        self.length = self.compared = 0

    def of(self, step: ToldStep) -> str:
        sql = filled(step.sql, step.params)
        self.length += len(sql)
        return formatted(sql) if self.length <= MOST_FORMATTED else sql

    def may_compare(self, before: str, after: str) -> bool:
        if len(before) + len(after) <= LONGEST_COMPARED:
            self.compared += len(words_of(before)) * len(words_of(after))
        return self.compared <= MOST_COMPARED


def _chain(told: ToldChain, layout: _Layout) -> Chain:
    steps: list[ChainStep] = []
    for step in told.steps:
        steps.append(_step(step, steps[-1] if steps else None, layout))
    return Chain(told.line, "".join(step.source for step in told.steps), tuple(steps))


def _step(told: ToldStep, before: ChainStep | None, layout: _Layout) -> ChainStep:
    sql = layout.of(told)
    earlier = before.sql if before else sql
    parts, removed = changed_parts(earlier, sql) if layout.may_compare(earlier, sql) else ((SqlPart(sql, "same"),), ())
    is_new = tuple(name for name in told.prefetches if before is None or name not in before.prefetches)
    note = note_of(told.kind, told.method, told.message, bool(sql), sql == earlier and before is not None, is_new)
    if is_new and (told.no_relation or told.taken):
        note = refused_prefetch(told.no_relation, told.taken)
    return ChainStep(
        kind=told.kind, source=told.source, method=told.method,
        line=told.line, column=told.column, end_line=told.end_line, end_column=told.end_column,
        sql=sql, parts=parts, removed=removed, change=_change(before, sql),
        note=note,
        asks=told.kind == "asks", prefetches=tuple(told.prefetches),
    )  # fmt: skip


def _change(before: ChainStep | None, sql: str) -> str:
    if before is None:
        return "Begins with every row." if sql and "WHERE" not in words_of(sql) else ""
    if not sql or max(len(sql), len(before.sql)) > LONGEST_COMPARED:
        return ""
    return change_words(clauses_of(words_of(before.sql)), clauses_of(words_of(sql)))
