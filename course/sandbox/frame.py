"""The learner's frame, checked field by field: it comes from a hostile process, and nothing in it is believed.

What it holds is written by `sandbox_app.harness`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from course.domain.run import Hint, RunError, RunStatus, RunValue
from course.sandbox.limits import Limits

MOST_COLUMNS, MOST_DEPTH, MOST_TEXT, MOST_LINES = 200, 24, 20_000, 1_000_000
MOST_HINTS, MOST_HINT_TEXT = 50, 500
STATUSES = {status.value: status for status in (RunStatus.OK, RunStatus.ERROR, RunStatus.MEMORY, RunStatus.REJECTED)}


class BadFrame(Exception):
    """The learner's frame is not what our harness writes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The learner's frame, checked."""

    status: RunStatus
    value: RunValue
    error: RunError | None
    answer: Any
    hints: tuple[Hint, ...]


def read_frame(frame: bytes, limits: Limits) -> Frame:
    """Raises BadFrame."""
    try:
        told = json.loads(frame, parse_constant=_refused, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadFrame from error
    if not isinstance(told, dict) or _text(told.get("status")) not in STATUSES:
        raise BadFrame
    value = read_value(told.get("value"), limits)
    answer = plain(told.get("answer"))
    hints = tuple(_hint(hint) for hint in _list(told.get("hints", []), MOST_HINTS))
    return Frame(STATUSES[told["status"]], value, _error(told.get("error")), answer, hints)


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
        line if is_line(line) else None,
        _text(told.get("traceback")),
    )


def _hint(told: Any) -> Hint:
    """`[code, line, loop line or 0, line that asked, relation, fix, detail, column that asked or 0]`."""
    if not isinstance(told, list) or len(told) != 8:
        raise BadFrame
    code, line, loop_line, asked_line, *texts, column = told
    if any(type(place) is not int or not 0 <= place < MOST_LINES for place in (line, loop_line, asked_line, column)):
        raise BadFrame
    relation, fix, detail = (_text(text)[:MOST_HINT_TEXT] for text in texts)
    return Hint(_text(code), line, loop_line or None, asked_line, relation, fix, detail, column)


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


def is_line(told: Any) -> bool:
    return type(told) is int and 0 < told < MOST_LINES
