"""The one way from untrusted bytes to a RunResult. Every field is checked; nothing is believed.

The learner's frame and output come from a hostile process; the log and the changes from the broker, which parsed
hostile SQL.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from typing import Any

from course.domain.run import RunRequest, RunResult, RunStatus, RunValue, Stopped, TableChange
from course.sandbox.frame import BadFrame, Frame, read_frame
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence
from course.sandbox.statement_log import Log, read_log, read_output

QUERY_LIMIT, OUT_OF_MEMORY = 1, 4
# The program came to an end of its own, and told it.
FRAME_ENDS = (RunStatus.OK, RunStatus.ERROR, RunStatus.REJECTED)


def result(evidence: Evidence, request: RunRequest, limits: Limits, tables: Mapping[str, str]) -> RunResult:
    """`tables`: database table -> model name."""
    log = read_log(evidence.log)
    stdout, cut, line = read_output(evidence.printed)
    try:
        frame = read_frame(evidence.frame, limits) if evidence.ended == "result" else None
    except BadFrame:
        frame = None
    changes = read_changes(evidence.changes)
    ended = status(evidence, log, cut, frame, limits)
    return RunResult(
        status=ended,
        image=request.image,
        stdout=stdout,
        stdout_truncated=cut,
        value=frame.value if frame else RunValue("none"),
        error=frame.error if frame else None,
        query_count=log.count,
        queries=log.queries,
        queries_truncated=log.count > len(log.queries),
        tables_changed=tuple((tables.get(name, name), change) for name, (change, _) in changes.items()),
        elapsed_ms=round(evidence.elapsed_ms, 3),
        answer=frame.answer if frame else None,
        table_rows={name: rows for name, (_, rows) in changes.items()} if request.keep_table_rows else None,
        hints=frame.hints if frame else (),
        stopped=None if ended in FRAME_ENDS else Stopped(line or None, log.last_sql, log.last_copies),
    )


def status(evidence: Evidence, log: Log, cut: bool, frame: Frame | None, limits: Limits) -> RunStatus:
    """What ended the run; what the broker and the kernel say goes before what the learner's process says."""
    if log.flags & QUERY_LIMIT:
        return RunStatus.QUERY_LIMIT
    if evidence.ended == "deadline":
        return RunStatus.TIMEOUT
    if cut:
        return RunStatus.OUTPUT_LIMIT
    if log.flags & OUT_OF_MEMORY:
        return RunStatus.MEMORY
    # A broker that could not tell what changed died before its learner did; the learner only saw the line go dead.
    if frame is not None and evidence.changes:
        return frame.status
    return RunStatus.TIMEOUT if _out_of_cpu(evidence, limits) else RunStatus.KILLED


def _out_of_cpu(evidence: Evidence, limits: Limits) -> bool:
    """SIGXCPU comes at the limit; a learner that ignores it meets SIGKILL a second later."""
    ends = (evidence.learner, evidence.broker)
    killed = any(end.get("status") == -signal.SIGKILL and end.get("cpu", 0) > limits.cpu_seconds for end in ends)
    return killed or any(end.get("status") == -signal.SIGXCPU for end in ends)


def read_changes(frame: bytes) -> dict[str, tuple[TableChange, Any]]:
    """Table -> (counts, rows or None); empty when the broker could not tell."""
    try:
        told = json.loads(frame) if frame else {}
        return {
            str(table): (
                TableChange(*map(int, change["counts"])),
                {kind: change.get(kind, []) for kind in ("inserted", "updated", "deleted")},
            )
            for table, change in told.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return {}
