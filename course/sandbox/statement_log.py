"""The evidence in shared memory, read: the broker's log of statements and the learner's output.

The broker parsed hostile SQL, so its log is not believed either. The layouts are those of `sandbox_app.evidence`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course.domain.run import CapturedQuery, Origin, TemplatePlace
from course.sandbox.frame import MOST_LINES, BadFrame, is_line, plain, valid

LOG_HEAD, RECORDS_AT = struct.Struct("<QIII"), 32
LAST_TEXT, LAST_TEXT_AT = struct.Struct("<IQ"), 20
RECORD, QUERY = struct.Struct("<cI"), struct.Struct("<IIiiIBdII")
FAILED = 2
# Made once: `json.loads` would make a decoder for each statement.
DETAILS = json.JSONDecoder(parse_constant=str)


@dataclass(frozen=True, slots=True)
class Log:
    """The broker's log, read: exact count, the statements kept, its flags, and the text sent last with its count."""

    count: int
    queries: tuple[CapturedQuery, ...]
    flags: int
    last_sql: str = ""
    last_copies: int = 0


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
        params, told = DETAILS.decode(body[QUERY.size :].decode())
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
    if not isinstance(told, list) or len(told) != 5 or not all(isinstance(part, str) for part in told[:3]):
        return None
    kind, relation, method = (valid(part[:200]) for part in told[:3])
    return Origin(kind, relation, method, *(column if is_line(column) else 0 for column in told[3:]))


def _template_place(told: Any) -> TemplatePlace | None:
    if not isinstance(told, list) or len(told) != 2 or not is_line(told[0]):
        return None
    return TemplatePlace(told[0], told[1] if is_line(told[1]) else None)
