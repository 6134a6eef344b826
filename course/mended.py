"""A fix that has been run before anyone is offered it: the same answer and output, for less.

One extra run of the edited code at most, within the limits of any run; one more of the code itself where it wrote and
nobody has its rows. None where the run failed, or has no finding that can be mended without thinking. Who may see it is
for the views to decide.
"""

from __future__ import annotations

from typing import Any

from course.domain.insight.comparison import Footprint, footprint, sql_diff
from course.domain.mending.mends import ProvenMend, mended
from course.domain.report import explained
from course.domain.run import RunRequest, RunResult, RunStatus
from course.domain.sql import is_write
from course.domain.verdict.answers import compare, read_answer, rounded
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable

# What may become less, most telling first; nothing named before it may become more.
MEASURES = ("queries", "rows", "columns", "bytes")


def proven_mend(code: str, run: RunResult) -> ProvenMend | None:
    """The mended code of an explained run, where a run of it proves that it does the same for less."""
    mend = mended(code, run.findings) if run.status is RunStatus.OK else None
    if mend is None:
        return None
    writes = any(is_write(query.sql) for query in run.queries)
    try:
        if writes and run.table_rows is None:
            run = explained(pool.run(RunRequest(code, run.image, keep_table_rows=True)))
        again = explained(pool.run(RunRequest(mend.code, run.image, keep_table_rows=writes)))
    except (SandboxBusy, SandboxUnavailable):
        return None  # an offer that cannot be made is no failure of the run it belongs to
    gain = _gain(footprint(run), footprint(again))
    same_order = _same_order(run, again) if gain and _same_tables(run, again) else None
    if gain is None or same_order is None:
        return None
    return ProvenMend(mend.code, *gain, sql_diff(code, mend.code), mend.findings, same_order)


def _same_tables(run: RunResult, again: RunResult) -> bool:
    """Whether both left the same rows in the same tables, keys and all, and every row that changed has been told."""
    counted = sum(change.inserted + change.updated + change.deleted for _, change in run.tables_changed)
    told = sum(len(rows) for changed in (run.table_rows or {}).values() for rows in changed.values())
    rows, rows_again = (_rounded(one.table_rows or {}) for one in (run, again))
    return told == counted and (run.tables_changed, rows) == (again.tables_changed, rows_again)


def _rounded(stored: Any) -> Any:
    """SQLite's decimals are floats, whose last digits depend on the way they were reckoned."""
    if isinstance(stored, dict):
        return {name: _rounded(part) for name, part in stored.items()}
    return [_rounded(part) for part in stored] if isinstance(stored, list) else rounded(stored)


def _same_order(run: RunResult, again: RunResult) -> bool | None:
    """None unless status, output, the value as it is shown and the answer as it is graded are the same.

    Rows, and lines that were printed, may come in another order where no query had asked for one: then False.
    """
    old, new = read_answer(run.answer), read_answer(again.answer)
    if old.kind == "none" and run.tables_changed:  # a write as the last line gives back how many rows it wrote
        return True if run.stdout == again.stdout and run.status is again.status else None
    rows, lines = compare(new.keys, old.keys), [sorted(one.stdout.split("\n")) for one in (run, again)]
    form = (run.status, old.kind, run.value.columns, run.value.total, lines[0])
    if form != (again.status, new.kind, again.value.columns, again.value.total, lines[1]):
        return None
    if not rows.same_items:
        return None
    if rows.in_order and run.stdout == again.stdout:
        return True if run.value == again.value else None
    return None if any(" ORDER BY " in query.sql for query in run.queries) else False


def _gain(before: Footprint, after: Footprint) -> tuple[str, int, int] | None:
    for measure in MEASURES:
        old, new = getattr(before, measure), getattr(after, measure)
        if new != old:
            return (measure, old, new) if new < old else None
    return None
