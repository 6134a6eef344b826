"""The zygote of the brokers: what it holds and warms up, and what its children do."""

from __future__ import annotations

import _sqlite3
import ctypes
import gc
import json
import os
import random
import socket
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sandbox_app import channel, statements
from sandbox_app.evidence import StatementLog
from sandbox_app.roles import PLAYS_OF_A_ZYGOTE, READY, REQUEST_BYTES, Role, time_zones

if TYPE_CHECKING:
    from sandbox_app.broker import Broker

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
REHEARSED_TABLE = "CREATE TABLE rehearsed (id integer, title varchar(200), created datetime, day date, new bool)"
REHEARSED_ROW = (1, "A title of an ordinary length", "2026-01-02 03:04:05", "2026-01-02", 1)
REHEARSED_ROWS = 100
DESCRIPTOR = struct.Struct("i")


class BrokerRole(Role):
    """Forks brokers, each with its own copy of the images; no learner code ever runs here."""

    name, mebibytes = "broker", 8

    def __init__(self, configuration: dict[str, Any]) -> None:
        super().__init__(configuration)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox_app.settings"
        from sandbox_app import broker, changes, sqlite_types

        sqlite_types.register_converters()
        self.zones = time_zones()
        self.broker, self.changes, self.reseed = broker, changes, randomness()
        self.rehearse(PLAYS_OF_A_ZYGOTE)
        with closing(rehearsed_table()) as scratch:
            # By key; before any was given, there is something to show pages with.
            self.images: dict[str, tuple[bytes, Broker]] = {"": self.loaded(scratch.serialize())}
        self.scratch = sqlite_types.in_memory()

    def told(self, message: dict[str, Any], descriptors: list[int]) -> None:
        """Load an image ahead of the forks, or forget one."""
        if "image" in message:
            self.images[message["image"]] = self.loaded(content(descriptors[0]))
            gc.collect()
            gc.freeze()
            self.observe(self.fork, self.process_files)
        elif message["forget"] in self.images:
            _, serving = self.images.pop(message["forget"])
            serving.connection.close()

    def loaded(self, image: bytes) -> tuple[bytes, Broker]:
        """An image's bytes, and a broker of a copy of it in memory; its log is still to come."""
        from sandbox_app.sqlite_types import in_memory

        return image, self.broker.Broker(in_memory(image))

    def enter(self, parent: int, processor: int, control: int, line: tuple[int, int], memory: int) -> None:
        self.begin(processor)
        self.learner = channel.Line(*line)
        self.log = StatementLog(memory, self.limits["queries"], self.limits["queries_kept"])
        os.close(memory)
        self.reseed(0, None)
        random.seed()  # Django's RAND() is Python's
        # For all connections of the process.
        self.scratch.execute(f"PRAGMA hard_heap_limit = {int(self.limits['memory_bytes'] * 0.75)}")
        self.enter_jail(parent)
        os.write(control, READY)

    def serve(self, control: int) -> None:
        """Answer the learner, then tell what changed."""
        # What is asked of us is there by then: waiting for it first would be one waking more in each run.
        first = self.first_request()
        order, descriptors = received(control)
        image, serving = self.loaded(content(descriptors[0])) if descriptors else self.images[order["image"]]
        serving.log = self.log
        if first:
            self.broker.serve(serving, self.learner, first)
        self.learner.close()
        changed = self.changes.table_changes(serving.connection, image, serving.written, order["keep_table_rows"])
        channel.Line(control, control).send(json.dumps(changed).encode())
        os.read(control, 1)

    def first_request(self) -> bytes:
        """Nothing when the learner goes without asking."""
        try:
            return self.learner.receive(self.broker.REQUEST_BYTES)
        except (channel.ChannelClosed, OSError):
            return b""

    def rehearse(self, plays: int = 1) -> None:
        """Answer a statement, so that the first real one finds its pages in place."""
        for _ in range(plays):
            with closing(rehearsed_table()) as scratch:
                self.broker.Broker(scratch).rehearse("SELECT * FROM rehearsed WHERE id > 0")

    def accompany(self, control: int, line: channel.Line) -> None:
        """On the data that came last, which runs will mostly ask for."""
        key, (_, serving) = list(self.images.items())[-1]
        supervisor = channel.Line(control, control)
        os.write(control, json.dumps({"image": key, "keep_table_rows": False}).encode())
        for (table,) in serving.connection.execute(TABLES).fetchall():
            sql = f'SELECT * FROM "{table}" LIMIT {REHEARSED_ROWS}'
            line.send(statements.packed(statements.ONCE, sql, b"[]", statements.UNKNOWN))
            line.receive(channel.REPLY_BYTES)
        line.close()
        supervisor.receive(REQUEST_BYTES)


def content(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)


def rehearsed_table() -> sqlite3.Connection:
    """A database that holds a table of no meaning."""
    from sandbox_app.sqlite_types import in_memory

    scratch = in_memory()
    scratch.execute(REHEARSED_TABLE)
    scratch.executemany("INSERT INTO rehearsed VALUES (?, ?, ?, ?, ?)", [REHEARSED_ROW] * REHEARSED_ROWS)
    return scratch


def received(control: int) -> tuple[dict[str, Any], list[int]]:
    """The supervisor's order and the descriptor of an image, if that comes with it."""
    # Python's own class is made for more than one message, and touches as much.
    supervisor = socket.SocketType(socket.AF_UNIX, socket.SOCK_STREAM, 0, control)
    body, told, _, _ = supervisor.recvmsg(REQUEST_BYTES, socket.CMSG_SPACE(DESCRIPTOR.size))
    supervisor.detach()
    return json.loads(body), [DESCRIPTOR.unpack_from(data)[0] for _, _, data in told]


def randomness() -> Callable[..., object]:
    """SQLite's own generator. Forked copies would all draw the same numbers; asked for none, it takes a new seed."""
    try:
        return ctypes.CDLL(_sqlite3.__file__).sqlite3_randomness
    except (AttributeError, OSError):
        return lambda *_: None
