"""Evidence that survives whoever wrote it: two memory files shared with the supervisor.

The broker's statement log (little-endian):
    0   u64 statements counted; u32 statements kept; u32 end of the records; u32 flags
    20  u32 number + 1 of the text sent last (0: of none that is kept); u64 how often that text was sent
    32  records: b"S" u32 length, SQL text (texts are numbered in order of appearance)
                 b"Q" u32 length of the details, then QUERY, then the details: the parameters, and what the learner's
                     process told of where the statement came from, both JSON, the latter unread
The learner's output: u32 length, u32 whether it was cut (1) + 2 × the line last seen running, then the UTF-8.
`course.sandbox.statement_log` reads both and believes neither.
"""

from __future__ import annotations

import ctypes
import io
import json
import mmap
import os
import struct
import threading
from contextlib import suppress

from sandbox_app.statements import UNKNOWN

HEAD = struct.Struct("<QIIIIQ")
RECORDS_AT = 32
RECORD = struct.Struct("<cI")
# Number of the statement, of its text; bytes of the parameters; rows, flags, ms, columns, bytes of the replies.
QUERY = struct.Struct("<IIIIBdII")
ROWS_AT, BYTES_AT = 12, 29  # within QUERY
KEPT = struct.Struct(RECORD.format + QUERY.format[1:])
FINISH = struct.Struct("<IBdI")
COUNT = struct.Struct("<I")
OUTPUT_HEAD = struct.Struct("<II")
QUERY_LIMIT, LOG_FULL, OUT_OF_MEMORY = 1, 2, 4
FINISHED, FAILED = 1, 2
MOST_LINES = 1 << 30
# Without these bounds one statement could fill the log, and hide the rows and columns of those after it.
SQL_BYTES, PARAMS_BYTES, WHEREABOUTS_BYTES = 20_000, 40_000, 4_000
# So few hold neither a long text nor many values.
SHORT_BYTES = 200
C_MMAP = ctypes.CDLL(None, use_errno=True).mmap
C_MMAP.restype = ctypes.c_void_p
C_MMAP.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long)
MAP_FAILED = ctypes.c_void_p(-1).value
VIEW_OF = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int)(
    ("PyMemoryView_FromMemory", ctypes.pythonapi)
)
WRITABLE = 0x200  # PyBUF_WRITE
# Made once: `json.dumps` makes an encoder for each statement. What came as JSON holds no circle.
as_json = json.JSONEncoder(check_circular=False).encode
NO_PARAMS = b'["\xe2\x80\xa6"]'


class QueryLimit(Exception):
    """The run has sent as many statements as it may."""


class StatementLog:
    """The broker's record of every statement, written before the statement runs."""

    def __init__(self, descriptor: int, most_queries: int, most_kept: int) -> None:
        self.size = os.fstat(descriptor).st_size
        self.memory = mmap.mmap(descriptor, self.size)
        self.most_queries, self.most_kept = most_queries, most_kept
        self.count = self.kept = self.flags = 0
        self.end = RECORDS_AT
        self.texts: dict[str, int] = {}
        self.copies: list[int] = []
        self.last = (0, 0)

    def start(self, sql: str, params: bytes, whereabouts: bytes) -> int:
        """Count one statement; the place of its record, or 0 when it is counted but not kept."""
        if self.count >= self.most_queries:
            self.flag(QUERY_LIMIT)
            raise QueryLimit
        self.count += 1
        place, number = 0, self.texts.get(sql)
        if self.kept < self.most_kept:
            number = self._text(sql) if number is None else number
            place = self._keep(number, params, whereabouts)
        if number is None:
            self.last = (0, 0)
        else:
            # Exact also past the statements that are kept: a run that is stopped can say what it kept asking.
            self.copies[number] += 1
            self.last = (number + 1, self.copies[number])
        self._write_head()
        return place

    def finish(self, place: int, rows: int, milliseconds: float, failed: bool, columns: int = 0) -> None:
        if place:
            flags = FINISHED | (FAILED if failed else 0)
            FINISH.pack_into(self.memory, place + ROWS_AT, rows, flags, milliseconds, columns)

    def more_rows(self, place: int, rows: int) -> None:
        self._add(place, ROWS_AT, rows)

    def more_bytes(self, place: int, size: int) -> None:
        self._add(place, BYTES_AT, size)

    def _add(self, place: int, offset: int, number: int) -> None:
        if place:
            (before,) = COUNT.unpack_from(self.memory, place + offset)
            COUNT.pack_into(self.memory, place + offset, min(before + number, (1 << 32) - 1))

    def flag(self, flag: int) -> None:
        self.flags |= flag
        self._write_head()

    def _keep(self, text: int | None, params: bytes, whereabouts: bytes) -> int:
        details = params + (whereabouts if len(whereabouts) <= WHEREABOUTS_BYTES else UNKNOWN)
        start, end = self.end, self.end + KEPT.size + len(details)
        if text is None or end > self.size:
            self.flags |= LOG_FULL
            return 0
        head = KEPT.pack(b"Q", len(details), self.count - 1, text, len(params), 0, 0, 0.0, 0, 0)
        self.memory[start:end] = head + details
        self.end = end
        self.kept += 1
        return start + RECORD.size

    def _text(self, sql: str) -> int | None:
        """The number of a text that is new; None where there is no room for it."""
        body = sql[:SQL_BYTES].encode("utf-8", "replace")
        start, end = self.end, self.end + RECORD.size + len(body)
        if end > self.size:
            return None
        self.memory[start:end] = RECORD.pack(b"S", len(body)) + body
        self.end = end
        number = self.texts[sql] = len(self.texts)
        self.copies.append(0)
        return number

    def _write_head(self) -> None:
        HEAD.pack_into(self.memory, 0, self.count, self.kept, self.end, self.flags, *self.last)


def shown(values: object, params: bytes) -> bytes:
    """Parameters for display, from what they are and the JSON that told them: long texts and long lists are cut."""
    if len(params) <= SHORT_BYTES and b"{" not in params:
        return params
    body = as_json(_bounded(values)).encode()
    return body if len(body) <= PARAMS_BYTES else NO_PARAMS


def _bounded(params: object) -> object:
    if isinstance(params, dict):
        return {str(name): _bounded_value(value) for name, value in list(params.items())[:100]}
    if not isinstance(params, list):
        return []
    cut = [_bounded_value(value) for value in params[:100]]
    return [*cut, f"… and {len(params) - 100} more"] if len(params) > 100 else cut


def _bounded_value(value: object) -> object:
    if isinstance(value, str) and len(value) > 200:
        return value[:200] + "…"
    if isinstance(value, dict):
        return "<binary>"
    return value


def mapped(descriptor: int) -> memoryview:
    """A shared memory for as long as this process lives. Python's `mmap` would keep a descriptor of it open, and with
    that the memory could be cut short (by opening it again), which kills whoever else has mapped it."""
    size = os.fstat(descriptor).st_size
    address = C_MMAP(None, size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_SHARED, descriptor, 0)
    if address in (None, MAP_FAILED):
        raise OSError(ctypes.get_errno(), "the shared memory cannot be mapped")
    return VIEW_OF(address, size, WRITABLE)


class Output:
    """What the learner prints, kept in shared memory up to a number of bytes."""

    def __init__(self, descriptor: int) -> None:
        self.memory = mapped(descriptor)
        self.room = len(self.memory) - OUTPUT_HEAD.size
        self.length = self.cut = self.line = 0
        self.lock = threading.RLock()  # a signal's handler may print in the middle of a print
        # Where lines are gathered before they come here.
        self.stream: io.TextIOBase | None = None

    def write(self, body: bytes) -> bool:
        """Keep `body`; False when there was no room for all of it."""
        with self.lock:
            start, room = OUTPUT_HEAD.size + self.length, self.room - self.length
            if fits := len(body) <= room:
                self.memory[start : start + len(body)] = body
                self.length += len(body)
            else:
                self.memory[start:] = body[:room]
                self.length, self.cut = self.room, 1
            self._write_head()
        return fits

    def gather(self) -> None:
        """Keep also what was printed of a line that has not ended."""
        if self.stream is not None:
            with suppress(ValueError):  # the learner has closed it
                self.stream.flush()

    def at(self, line: int) -> None:
        """Note the learner's line that is running: it is told where a run is stopped."""
        if 0 < line < MOST_LINES:
            with self.lock:
                self.line = line
                self._write_head()

    def _write_head(self) -> None:
        OUTPUT_HEAD.pack_into(self.memory, 0, self.length, self.cut | self.line << 1)
