"""The one place that turns untrusted bytes into a RunResult. Every field is checked; nothing is believed.

The learner's frame and output come from a hostile process; the log and the changes from the broker, which parsed
hostile SQL. The layouts are described in `sandbox_app/evidence.py`.
"""

from __future__ import annotations

import json
import math
import signal
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.domain.run import (
    CapturedQuery,
    Hint,
    Origin,
    RunError,
    RunRequest,
    RunResult,
    RunStatus,
    RunValue,
    Stopped,
    TableChange,
    TemplatePlace,
)
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence

LOG_HEAD, RECORDS_AT = struct.Struct("<QIII"), 32
LAST_TEXT, LAST_TEXT_AT = struct.Struct("<IQ"), 20
RECORD, QUERY = struct.Struct("<cI"), struct.Struct("<IIiiIBdII")
QUERY_LIMIT, OUT_OF_MEMORY, FAILED = 1, 4, 2
MOST_COLUMNS, MOST_DEPTH, MOST_TEXT, MOST_LINES = 200, 24, 20_000, 1_000_000
MOST_HINTS, MOST_HINT_TEXT = 50, 500
FRAME_STATUSES = {
    status.value: status for status in (RunStatus.OK, RunStatus.ERROR, RunStatus.MEMORY, RunStatus.REJECTED)
}

# The program came to an end of its own, and told it.
FRAME_ENDS = (RunStatus.OK, RunStatus.ERROR, RunStatus.REJECTED)


class BadFrame(Exception):
    """The learner's frame is not what our harness writes."""


@dataclass(frozen=True, slots=True)
class Log:
    """The broker's log, read: exact count, the statements kept, its flags, and the text sent last with its count."""

    count: int
    queries: tuple[CapturedQuery, ...]
    flags: int
    last_sql: str = ""
    last_copies: int = 0


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


@dataclass(frozen=True, slots=True)
class Frame:
    """The learner's frame, checked."""

    status: RunStatus
    value: RunValue
    error: RunError | None
    answer: Any
    hints: tuple[Hint, ...]


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


def read_output(memory: bytes) -> tuple[str, bool, int]:
    """What was printed, whether it was cut, and the line last seen running (0: none)."""
    length, told = struct.unpack_from("<II", memory)
    line = told >> 1
    return memory[8 : 8 + length].decode("utf-8", "replace"), bool(told & 1), line if line <= MOST_LINES else 0


def read_log(memory: bytes) -> Log:
    """Statements in order; reading stops at the first record that does not fit."""
    count, _, end, flags = LOG_HEAD.unpack_from(memory)
    texts: list[str] = []
    queries: list[CapturedQuery] = []
    for kind, body in _records(memory[: min(end, len(memory))]):
        if kind == b"S":
            texts.append(body.decode("utf-8", "replace"))
        else:
            query = _query(body, texts)
            if query is None:
                break
            queries.append(query)
    number, copies = LAST_TEXT.unpack_from(memory, LAST_TEXT_AT)
    known = 0 < number <= len(texts)
    return Log(count, tuple(queries), flags, texts[number - 1] if known else "", min(copies, count) if known else 0)


def _records(memory: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = RECORDS_AT
    while place + RECORD.size <= len(memory):
        kind, length = RECORD.unpack_from(memory, place)
        start = place + RECORD.size
        stop = start + length + (QUERY.size if kind == b"Q" else 0)
        if kind not in (b"S", b"Q") or stop > len(memory):
            return
        yield kind, memory[start:stop]
        place = stop


def _query(body: bytes, texts: list[str]) -> CapturedQuery | None:
    index, text, line, loop_line, rows, flags, milliseconds, columns, size = QUERY.unpack_from(body)
    try:
        params, told = json.loads(body[QUERY.size :], parse_constant=str)
        sql = texts[text]
        shown = _params(params)
    except (ValueError, TypeError, IndexError, RecursionError, BadFrame):
        return None
    origin, template = (told.get("origin"), told.get("template")) if isinstance(told, dict) else (told, None)
    return CapturedQuery(
        index=index,
        sql=sql,
        params=shown,
        verb=sql.split(None, 1)[0].upper() if sql.strip() else "",
        line=line if line > 0 else None,
        loop_line=loop_line if loop_line > 0 else None,
        rows=rows,
        ms=round(milliseconds, 3),
        failed=bool(flags & FAILED),
        origin=_origin(origin),
        columns=columns,
        bytes=size,
        template=_template_place(template),
    )


def _params(params: Any) -> tuple[Any, ...]:
    values = list(params.values()) if isinstance(params, dict) else params
    return tuple(plain(value) for value in values) if isinstance(values, list) else ()


def _origin(told: Any) -> Origin | None:
    if not isinstance(told, list) or len(told) != 3 or not all(isinstance(part, str) for part in told):
        return None
    return Origin(*(valid(part[:200]) for part in told))


def _template_place(told: Any) -> TemplatePlace | None:
    if not isinstance(told, list) or len(told) != 2 or not _is_line(told[0]):
        return None
    return TemplatePlace(told[0], told[1] if _is_line(told[1]) else None)


def _is_line(told: Any) -> bool:
    return type(told) is int and 0 < told < MOST_LINES


def read_frame(frame: bytes, limits: Limits) -> Frame:
    """Raises BadFrame."""
    try:
        told = json.loads(frame, parse_constant=_refused, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(told, dict) or _text(told.get("status")) not in FRAME_STATUSES:
        raise BadFrame
    value = read_value(told.get("value"), limits)
    answer = plain(told.get("answer"))
    hints = tuple(_hint(hint) for hint in _list(told.get("hints", []), MOST_HINTS))
    return Frame(FRAME_STATUSES[told["status"]], value, _error(told.get("error")), answer, hints)


def _refused(name: str) -> None:
    raise BadFrame(name)


def _finite(digits: str) -> float:
    """JSON has no word for what `1e999` becomes."""
    number = float(digits)
    if not math.isfinite(number):
        raise BadFrame(digits)
    return number


def read_value(told: Any, limits: Limits) -> RunValue:
    """The value for display. Raises BadFrame."""
    if told is None or told == {"kind": "none"}:
        return RunValue("none")
    if not isinstance(told, dict):
        raise BadFrame
    if told.get("kind") == "scalar":
        return RunValue("scalar", json=plain(told.get("json")), text=_text(told.get("text")))
    if told.get("kind") != "rows":
        raise BadFrame
    columns = tuple(_text(name) for name in _list(told.get("columns"), MOST_COLUMNS))
    rows = tuple(
        tuple(_cell(cell) for cell in _list(row, MOST_COLUMNS)) for row in _list(told.get("rows"), limits.value_rows)
    )
    total = told.get("total")
    if type(total) is not int or total < len(rows) or any(len(row) != len(columns) for row in rows):
        raise BadFrame
    return RunValue("rows", columns=columns, rows=rows, total=total, truncated=total > len(rows))


def _error(told: Any) -> RunError | None:
    if told is None:
        return None
    if not isinstance(told, dict):
        raise BadFrame
    line = told.get("line")
    return RunError(
        _text(told.get("type")),
        _text(told.get("message")),
        line if _is_line(line) else None,
        _text(told.get("traceback")),
    )


def _hint(told: Any) -> Hint:
    """`[code, line, loop line or 0, line that asked, relation, fix, detail]`."""
    if not isinstance(told, list) or len(told) != 7:
        raise BadFrame
    code, *lines = told[:4]
    if any(type(line) is not int or not 0 <= line < MOST_LINES for line in lines):
        raise BadFrame
    line, loop_line, asked_line = lines
    texts = (_text(text)[:MOST_HINT_TEXT] for text in told[4:])
    return Hint(_text(code), line, loop_line or None, asked_line, *texts)


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise BadFrame
    return valid(told[:MOST_TEXT])


def valid(text: str) -> str:
    """Text that can be encoded: JSON may smuggle in halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()


def _list(told: Any, most: int) -> list[Any]:
    if not isinstance(told, list) or len(told) > most:
        raise BadFrame
    return told


def _cell(told: Any) -> Any:
    if isinstance(told, (dict, list)):
        raise BadFrame
    return valid(told) if isinstance(told, str) else told


def plain(told: Any, depth: int = 0) -> Any:
    """JSON values of bounded depth. Raises BadFrame."""
    if depth > MOST_DEPTH:
        raise BadFrame
    if isinstance(told, list):
        return [plain(item, depth + 1) for item in told]
    if isinstance(told, dict):
        return {valid(key): plain(item, depth + 1) for key, item in told.items()}
    return valid(told) if isinstance(told, str) else told


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
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
