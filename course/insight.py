"""What the pages of a result ask for beside the run itself: plans, chain steps, the laziness timeline.

Each function gives a frozen value with `as_json()`. Those that need the jail raise SandboxUnavailable and SandboxBusy,
those that need a dataset's live version UnknownDataset as well. Nothing here decides a grade.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from course.datasets import live_image
from course.domain.insight.index_ideas import index_ideas
from course.domain.insight.plan import StatementPlan
from course.domain.insight.plan_report import PlanReport, read_plans
from course.domain.insight.plan_telling import statement_plan
from course.domain.insight.schema import Schema, schema_of
from course.domain.insight.steps import Steps, no_steps, read_steps
from course.domain.insight.timeline import Timeline, cut_timeline, no_timeline, read_timeline
from course.domain.run import CapturedQuery, DataImage, RunRequest, RunResult, RunStatus
from course.domain.sql import is_transaction_control
from course.domain.told import BadReport
from course.growth import growth_of
from course.sandbox import pool

__all__ = ["Plans", "WhatIf", "growth_of", "plans", "steps", "timeline", "what_if"]

MOST_PLANS = 40
PLANS_BYTES = 100_000
MOST_INDEX_COLUMNS = 5
NOT_TOLD = "The plans could not be had: the database did not answer within the limits."


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that one of the plans reads: an index could be made on some of its columns."""

    name: str
    model: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """One plan for each group of a run, in the groups' order. `left_out`: groups past the most that are planned.

    tables: those that the plans read, in order; problem: why there are no plans, in words.
    """

    plans: tuple[StatementPlan, ...]
    left_out: int = 0
    problem: str = ""
    tables: tuple[ReadTable, ...] = ()

    @property
    def full_scans(self) -> int:
        """How many of the statements read a whole table."""
        return sum(plan.full_scans > 0 for plan in self.plans)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The plan of a statement without and with an index. `used`: whether the new plan is another one.

    problem: why there is nothing to compare (no such column, say), or "".
    """

    table: str
    columns: tuple[str, ...]
    before: StatementPlan | None
    after: StatementPlan | None
    used: bool = False
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def plans(result: RunResult) -> Plans:
    """How SQLite would run one statement of each group of an explained run, on a fresh copy of the same data."""
    queries = one_of_each_group(result)
    report = _plan_report(queries[:MOST_PLANS], result.image)
    if report is None:
        return Plans((), problem=NOT_TOLD)
    schema = schema_of(report, pool.shared().tables)
    found = [statement_plan(query, told, schema) for query, told in zip(queries, report.plans, strict=False)]
    with_ideas = tuple(replace(plan, ideas=index_ideas(plan, schema)) for plan in found)
    return Plans(with_ideas, left_out=len(queries) - len(found), tables=tuple(_read_tables(found, schema)))


def _read_tables(found: Sequence[StatementPlan], schema: Schema) -> Iterator[ReadTable]:
    for name in dict.fromkeys(step.table for plan in found for step in plan.steps if step.table):
        yield ReadTable(name, schema.model(name), schema.rows[name], tuple(schema.columns[name]))


def what_if(result: RunResult, group: int, table: str, columns: Sequence[str]) -> WhatIf:
    """The plan of a statement of this run before and after an index is made on a fresh copy of the same data.

    group: of an explained run. The statement is only prepared, never run; none but those of the run can be planned.
    """
    asked = (table, tuple(columns))
    query = next((one for one in one_of_each_group(result) if one.group == group), None)
    if query is None:
        return WhatIf(*asked, None, None, problem="The code sent no such query this time.")
    if not table or not 0 < len(columns) <= MOST_INDEX_COLUMNS:
        return WhatIf(*asked, None, None, problem="Name one table, and one to five of its columns.")
    report = _plan_report([query], result.image, {"table": table, "columns": list(columns)})
    if report is None:
        return WhatIf(*asked, None, None, problem=NOT_TOLD)
    if not report.plans:
        return WhatIf(*asked, None, None, problem="This query is too long to be planned.")
    return _compared(query, report, schema_of(report, pool.shared().tables), asked)


def _compared(query: CapturedQuery, report: PlanReport, schema: Schema, asked: tuple[str, tuple[str, ...]]) -> WhatIf:
    table, columns = asked
    before = statement_plan(query, report.plans[0], schema)
    strangers = [name for name in columns if name not in schema.columns.get(table, ())]
    if strangers:  # SQLite would take an unknown name for a text
        return WhatIf(*asked, before, None, problem=f"`{table}` has no column `{strangers[0]}`.")
    if report.index_error or not report.after:
        return WhatIf(*asked, before, None, problem=f"This index cannot be made: {report.index_error}.")
    after = statement_plan(query, report.after[0], schema)
    return WhatIf(*asked, before, after, used=[step.raw for step in before.steps] != [step.raw for step in after.steps])


def one_of_each_group(result: RunResult) -> list[CapturedQuery]:
    """The first statement of each group; what failed has no plan."""
    found: dict[int, CapturedQuery] = {}
    for query in result.queries:
        if not query.failed and not is_transaction_control(query.sql):
            found.setdefault(query.group, query)
    return list(found.values())


def _plan_report(
    queries: Sequence[CapturedQuery], image: DataImage, index: dict[str, Any] | None = None
) -> PlanReport | None:
    statements, size = [], 0
    for query in queries:
        size += len(query.sql.encode("utf-8", "replace"))
        if size <= PLANS_BYTES:
            statements.append([query.sql, list(query.params)])
    material = json.dumps({"statements": statements, "index": index})
    told = pool.run(RunRequest("", image, tool="plan", material=material))
    try:
        return read_plans(told.answer)
    except BadReport:
        return None


def steps(code: str, dataset: str) -> Steps:
    """The QuerySet chains of the code, link by link, with the SQL each adds. Sends no statement."""
    told = pool.run(RunRequest(code, live_image(dataset), tool="steps"))
    try:
        return read_steps(told.answer)
    except BadReport:
        return no_steps(told.error)


def timeline(code: str, dataset: str) -> Timeline:
    """Runs the code once more and tells line by line what was built, asked, or served from a cache."""
    told = pool.run(RunRequest(code, live_image(dataset), tool="timeline"))
    try:
        found = read_timeline(told.answer, code, told.query_count)
    except BadReport:
        stopped = told.status is not RunStatus.OK and told.error is None
        return cut_timeline(told, code) if stopped else no_timeline(told.status, told.error)
    if told.status is RunStatus.OK:
        return found
    problem = f"{told.error.type}: {told.error.message}" if told.error else "The run was stopped by a limit."
    return replace(found, status=told.status.value, problem=problem)
