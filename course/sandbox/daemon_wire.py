"""What travels over the daemon's socket: one request and one answer a connection, each a JSON head and raw bytes.

Head: four bytes of length, then JSON. A run's answer has the sizes of the evidence's parts in its head and the parts
after it, untouched: the daemon reads nothing of what came out of the jail.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import asdict
from typing import Any

from course.domain.run import DataImage, RunRequest
from course.sandbox.pair import Evidence

LENGTH = struct.Struct("<I")
MOST_BYTES = 64 << 20
PARTS = ("frame", "printed", "log", "changes")


class Broken(Exception):
    """The other side closed the connection, or sent what it should not."""


def send(connection: socket.socket, head: dict[str, Any], parts: tuple[bytes, ...] = ()) -> None:
    body = json.dumps(head | {"sizes": [len(part) for part in parts]}).encode()
    connection.sendall(b"".join((LENGTH.pack(len(body)), body, *parts)))


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    """Head and parts of one message. Raises Broken, and TimeoutError where the socket has one."""
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size))
    try:
        head = json.loads(_exactly(connection, length))
        sizes = [int(size) for size in head.pop("sizes")]
        if sum(sizes) > MOST_BYTES:
            raise Broken("more bytes than an answer can have")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise Broken("this is no message of ours") from error
    return head, [_exactly(connection, size) for size in sizes]


def _exactly(connection: socket.socket, size: int) -> bytes:
    if not 0 <= size <= MOST_BYTES:
        raise Broken(f"a part of {size} bytes")
    parts, missing = [], size
    while missing:
        part = connection.recv(min(missing, 1 << 18))
        if not part:
            raise Broken("the connection ended in the middle of a message")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def request_head(request: RunRequest) -> dict[str, Any]:
    return {"ask": "run", "request": asdict(request)}


def read_request(head: dict[str, Any]) -> RunRequest:
    """Raises Broken."""
    try:
        told = head["request"]
        image = DataImage(*(str(told["image"][name]) for name in ("dataset", "version", "variant")))  # type: ignore[arg-type]
        tool, material = str(told["tool"]), str(told["material"])
        request = RunRequest(str(told["code"]), image, bool(told["keep_table_rows"]), tool, material)  # type: ignore[arg-type]
    except (KeyError, TypeError) as error:
        raise Broken("the request is incomplete") from error
    # The names become a path below the images' folder.
    if not (image.version.isalnum() and image.variant.replace("-", "").isalnum()):
        raise Broken("the image's name is not a name")
    return request


def send_evidence(connection: socket.socket, evidence: Evidence) -> None:
    told = asdict(evidence)
    parts = tuple(told.pop(name) for name in PARTS)
    send(connection, {"evidence": told}, parts)


def read_evidence(head: dict[str, Any], parts: list[bytes]) -> Evidence:
    """Raises Broken."""
    try:
        told: dict[str, Any] = head["evidence"] | dict(zip(PARTS, parts, strict=True))
        return Evidence(**told)
    except (TypeError, ValueError, KeyError) as error:
        raise Broken("the answer is incomplete") from error
