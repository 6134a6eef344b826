"""A statement on its way from the learner's process to the broker, as bytes:

    u8 kind, u32 bytes of the SQL, u32 bytes of the parameters (little-endian); the SQL; the parameters as JSON;
    the rest: where it came from, JSON too. The broker keeps that unread.

All else that a broker is asked is a list in JSON, which begins with another byte than these.
"""

from __future__ import annotations

import json
import struct
from typing import Any

ONCE, MANY = b"E", b"M"
HEAD = struct.Struct("<cII")
UNKNOWN = b"[null, null, null]"
# Made once: `json.loads` makes sure of the encoding first.
DECODER = json.JSONDecoder()

Statement = tuple[bytes, str, Any, bytes, bytes]
"""Its kind: ONCE, or MANY for once with each set of parameters; its SQL; the parameters, and the JSON that they were;
where it came from. No class of its own: the broker makes one for each statement."""


def packed(kind: bytes, sql: str, params: bytes, whereabouts: bytes) -> bytes:
    text = sql.encode()
    return HEAD.pack(kind, len(text), len(params)) + text + params + whereabouts


def unpacked(request: bytes) -> Statement | None:
    """None for what is no statement. Raises ValueError, or struct.error for a request that ends too soon."""
    if request[:1] not in (ONCE, MANY):
        return None
    kind, sql_bytes, params_bytes = HEAD.unpack_from(request)
    params_at = HEAD.size + sql_bytes
    end = params_at + params_bytes
    params = request[params_at:end]
    text = params.decode()
    values, read = DECODER.raw_decode(text)
    if read < len(text):
        raise ValueError("there is more than one value")
    return kind, request[HEAD.size : params_at].decode(), values, params, request[end:]
