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

HEAD, RECORDS_AT = struct.Struct("<QIIIIQ"), 32
RECORD, QUERY = struct.Struct("<cI"), struct.Struct("<IIIIBdII")
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


@dataclass(frozen=True, slots=True)
class Place:
    """Where the learner's process says that a statement came from."""

    line: int | None = None
    loop_line: int | None = None
    origin: Origin | None = None
    template: TemplatePlace | None = None


NOWHERE = Place()


def read_output(memory: bytes) -> tuple[str, bool, int]:
    """What was printed, whether it was cut, and the line last seen running (0: none)."""
    length, told = struct.unpack_from("<II", memory)
    line = told >> 1
    return memory[8 : 8 + length].decode("utf-8", "replace"), bool(told & 1), line if line <= MOST_LINES else 0


def read_log(memory: bytes) -> Log:
    """Statements in order; reading stops at the first record that does not fit."""
    count, _, end, flags, number, copies = HEAD.unpack_from(memory)
    texts: list[str] = []
    queries: list[CapturedQuery] = []
    places: dict[bytes, Place] = {}
    for kind, body in _records(memory[: min(end, len(memory))]):
        if kind == b"S":
            texts.append(body.decode("utf-8", "replace"))
        else:
            query = _query(body, texts, places)
            if query is None:
                break
            queries.append(query)
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


def _query(body: bytes, texts: list[str], places: dict[bytes, Place]) -> CapturedQuery | None:
    """`places`: what was told before, read. Statements of one loop all tell the same."""
    index, text, params_bytes, rows, flags, milliseconds, columns, size = QUERY.unpack_from(body)
    params_end = QUERY.size + params_bytes
    told = body[params_end:]
    try:
        sql = texts[text]
        params = _params(DETAILS.decode(body[QUERY.size : params_end].decode()))
    except (ValueError, TypeError, IndexError, RecursionError, BadFrame):
        return None
    place = places.get(told)
    if place is None:
        place = places[told] = _place(told)
    return CapturedQuery(
        index=index,
        sql=sql,
        params=params,
        verb=sql.split(None, 1)[0].upper() if sql.strip() else "",
        line=place.line,
        loop_line=place.loop_line,
        rows=rows,
        ms=round(milliseconds, 3),
        failed=bool(flags & FAILED),
        origin=place.origin,
        columns=columns,
        bytes=size,
        template=place.template,
    )


def _params(params: Any) -> tuple[Any, ...]:
    values = list(params.values()) if isinstance(params, dict) else params
    return tuple(plain(value) for value in values) if isinstance(values, list) else ()


def _place(told: bytes) -> Place:
    """Nobody has read this before: a hostile process may have written anything, and hides nothing but its own lines."""
    try:
        line, loop_line, origin, *template = DETAILS.decode(told.decode())
        return Place(
            line if is_line(line) else None,
            loop_line if is_line(loop_line) else None,
            _origin(origin),
            _template_place(template[0]) if template else None,
        )
    except (ValueError, TypeError, RecursionError, BadFrame):
        return NOWHERE


def _origin(told: Any) -> Origin | None:
    if not isinstance(told, list) or len(told) != 5 or not all(isinstance(part, str) for part in told[:3]):
        return None
    kind, relation, method = (valid(part[:200]) for part in told[:3])
    return Origin(kind, relation, method, *(column if is_line(column) else 0 for column in told[3:]))


def _template_place(told: Any) -> TemplatePlace | None:
    if not isinstance(told, list) or len(told) != 2 or not is_line(told[0]):
        return None
    return TemplatePlace(told[0], told[1] if is_line(told[1]) else None)
