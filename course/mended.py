"""A fix that has been run before anyone is offered it: the same answer and output, for less.

One extra run of the edited code at most, within the limits of any run; none where the run wrote to the database or
failed, or has no finding that can be mended without thinking. Who may see it is for the views to decide.
"""

from __future__ import annotations

from course.domain.answers import Comparison, compare, read_answer
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
    likeness = _likeness(run, again) if gain else None
    if gain is None or likeness is None:
        return None
    return ProvenMend(mend.code, *gain, sql_diff(code, mend.code), mend.findings, likeness.in_order)


def _likeness(run: RunResult, again: RunResult) -> Comparison | None:
    """None unless status, output, tables, the value as it is shown and the answer as it is graded are the same."""
    if (run.status, run.stdout, again.tables_changed) != (again.status, again.stdout, ()):
        return None
    old, new = read_answer(run.answer), read_answer(again.answer)
    found = compare(new.keys, old.keys)
    if old.kind != new.kind or not found.same_items:
        return None
    if found.in_order:
        return found if run.value == again.value else None
    same_form = (run.value.columns, run.value.total) == (again.value.columns, again.value.total)
    return found if same_form and not any(" ORDER BY " in query.sql for query in run.queries) else None


def _gain(before: Footprint, after: Footprint) -> tuple[str, int, int] | None:
    for measure in MEASURES:
        old, new = getattr(before, measure), getattr(after, measure)
        if new != old:
            return (measure, old, new) if new < old else None
    return None
