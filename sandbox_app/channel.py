"""Frames on a stream socket: four bytes of length, then the body.

Requests travel as JSON (the broker must never unpickle what a learner sent); replies travel as pickles
(from the trusted side, so that dates and booleans arrive as SQLite's converters made them).
"""

from __future__ import annotations

import socket
import struct

HEAD = struct.Struct("<I")
READ_BYTES = 1 << 16


class ChannelClosed(Exception):
    """The other side is gone, or sent a frame that is too long."""


def send(channel: socket.socket, body: bytes) -> None:
    channel.sendall(HEAD.pack(len(body)) + body)


def receive(channel: socket.socket, limit: int) -> bytes:
    """One frame of at most `limit` bytes. Both sides strictly take turns, so nothing follows it."""
    data = channel.recv(READ_BYTES)
    while len(data) < HEAD.size:
        data += _more(channel)
        if not data:
            raise ChannelClosed
    (length,) = HEAD.unpack_from(data)
    if length > limit:
        raise ChannelClosed
    parts, missing = [data[HEAD.size :]], length - (len(data) - HEAD.size)
    while missing > 0:
        part = _more(channel)
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _more(channel: socket.socket) -> bytes:
    part = channel.recv(READ_BYTES)
    if not part:
        raise ChannelClosed
    return part
