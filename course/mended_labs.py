"""A fix of a lab's page that has been rendered before anyone is offered it: the same page to the byte, for less.

One run of the edited files, within the limits of any run; none where the page failed, wrote to the database, or has no
finding that can be mended without thinking. Who may see it is for the views to decide.
"""

from __future__ import annotations

from course.domain.insight.comparison import DiffLine, sql_diff
from course.domain.labs.lab import Lab
from course.domain.labs.lab_lines import placed_findings
from course.domain.labs.lab_mends import ProvenPageMend, mended_page
from course.domain.run import RunResult, RunStatus
from course.labs import page_request
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable


def proven_page_mend(lab: Lab, view: str, template: str, run: RunResult) -> ProvenPageMend | None:
    """The mended files, where they render the very same page with fewer queries. The run is explained by `by_file`."""
    if run.status is not RunStatus.OK or run.tables_changed:
        return None
    mend = mended_page(view, template, placed_findings(run))
    if mend is None:
        return None
    try:
        again = pool.run(page_request(lab, mend.view, mend.template, run.image))
    except (SandboxBusy, SandboxUnavailable):
        return None  # an offer that cannot be made is no failure of the run it belongs to
    if _shown(again) != _shown(run) or again.query_count >= run.query_count:
        return None
    changes = _changes(view, mend.view), _changes(template, mend.template)
    return ProvenPageMend(mend.view, mend.template, run.query_count, again.query_count, *changes)


def _shown(run: RunResult) -> tuple[object, ...]:
    """All that a run of a page shows: the answer holds the page and its status."""
    return run.status, run.answer, run.stdout, run.tables_changed


def _changes(before: str, after: str) -> tuple[DiffLine, ...]:
    return tuple(line for line in sql_diff(before, after) if line.kind != "same")
