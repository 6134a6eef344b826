"""A fix that has been run before anyone is offered it: the same answer and output, for less.

One extra run of the edited code at most, within the limits of any run; none where the run wrote to the database or
failed, or has no finding that can be mended without thinking. Who may see it is for the views to decide.
"""

from __future__ import annotations

from course.domain.answers import compare, read_answer
from course.domain.comparison import Footprint, footprint, sql_diff
from course.domain.mending import ProvenMend, mended
from course.domain.report import explained
from course.domain.run import RunRequest, RunResult, RunStatus
from course.domain.sql import is_write
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable

# What may become less, most telling first; nothing named before it may become more.
MEASURES = ("queries", "rows", "columns", "bytes")


def proven_mend(code: str, run: RunResult) -> ProvenMend | None:
    """The mended code of an explained run, where a run of it proves that it does the same for less."""
    if run.status is not RunStatus.OK or run.tables_changed or any(is_write(query.sql) for query in run.queries):
        return None
    mend = mended(code, run.findings)
    if mend is None:
        return None
    try:
        again = explained(pool.run(RunRequest(mend.code, run.image)))
    except (SandboxBusy, SandboxUnavailable):
        return None  # an offer that cannot be made is no failure of the run it belongs to
    gain = _gain(footprint(run), footprint(again))
    same_order = _same_order(run, again) if gain else None
    if gain is None or same_order is None:
        return None
    return ProvenMend(mend.code, *gain, sql_diff(code, mend.code), mend.findings, same_order)


def _same_order(run: RunResult, again: RunResult) -> bool | None:
    """None unless status, output, tables, the value as it is shown and the answer as it is graded are the same.

    Rows, and lines that were printed, may come in another order where no query had asked for one: then False.
    """
    old, new = read_answer(run.answer), read_answer(again.answer)
    rows, lines = compare(new.keys, old.keys), [sorted(one.stdout.split("\n")) for one in (run, again)]
    form = (run.status, old.kind, run.value.columns, run.value.total, lines[0])
    if form != (again.status, new.kind, again.value.columns, again.value.total, lines[1]):
        return None
    if again.tables_changed or not rows.same_items:
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
