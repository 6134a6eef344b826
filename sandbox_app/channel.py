"""Frames on a pair of pipes or on a stream socket: four bytes of length, then the body.

Requests travel as JSON (the broker must never unpickle what a learner sent); replies travel as pickles
(from the trusted side, so that dates and booleans arrive as SQLite's converters made them).
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from dataclasses import dataclass

HEAD = struct.Struct("<I")
READ_BYTES = 1 << 16
# Rows come from the trusted side, and the broker bounds them.
REPLY_BYTES = 1 << 30


class ChannelClosed(Exception):
    """The other side is gone, or sent a frame that is too long."""


@dataclass(frozen=True, slots=True)
class Line:
    """One end: the descriptors to read from and to write to. A turn over pipes costs half of one over a socket."""

    reading: int
    writing: int

    def send(self, body: bytes) -> None:
        """Raises OSError when the other side is gone."""
        frame = HEAD.pack(len(body)) + body
        sent = os.write(self.writing, frame)
        while sent < len(frame):
            sent += os.write(self.writing, memoryview(frame)[sent:])

    def receive(self, limit: int) -> bytes:
        """One frame of at most `limit` bytes. Both sides strictly take turns, so nothing follows it."""
        data = os.read(self.reading, READ_BYTES)
        while len(data) < HEAD.size:
            if not data:
                raise ChannelClosed
            data += self._more()
        (length,) = HEAD.unpack_from(data)
        if length > limit:
            raise ChannelClosed
        missing = length - (len(data) - HEAD.size)
        if missing <= 0:
            return data[HEAD.size :]
        parts = [data[HEAD.size :]]
        while missing > 0:
            parts.append(self._more())
            missing -= len(parts[-1])
        return b"".join(parts)

    def _more(self) -> bytes:
        part = os.read(self.reading, READ_BYTES)
        if not part:
            raise ChannelClosed
        return part

    def close(self) -> None:
        """A second time does nothing."""
        for descriptor in {self.reading, self.writing}:
            with suppress(OSError):
                os.close(descriptor)
