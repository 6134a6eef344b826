"""What is fuzzed: each target takes random input and must neither crash nor take more memory than it may."""

from __future__ import annotations

import json
import mmap
import os
import pickle
import socket
import sqlite3
import struct
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from course.domain.report import explained, run_json
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus
from course.forms import AnswerForm, RunForm
from course.sandbox import daemon_wire, statement_log, wire
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence
from sandbox_app import channel
from sandbox_app.broker import Broker
from sandbox_app.evidence import QueryLimit, StatementLog
from sandbox_app.statements import MANY, ONCE, UNKNOWN, packed

LIMITS = Limits(10_240, 5, 3, 256, 65_536, 20_000, 1_000, 500, 65_536, 2, 64)
REQUEST = RunRequest("1", DataImage("town-library", "v"), keep_table_rows=True)

numbers = st.integers() | st.integers(-(10**40), 10**40) | st.floats()
leaves = (
    st.none() | st.booleans() | numbers | st.text() | st.sampled_from(["ok", "rows", "scalar", "none", "\ud800", "\0"])
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)


def loosely(**known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A dictionary with some of the known keys; each value is what belongs there, or anything."""
    return st.fixed_dictionaries({}, optional={name: strategy | values for name, strategy in known.items()})


shown = loosely(
    kind=st.sampled_from(["rows", "scalar", "none"]), columns=st.lists(st.text(max_size=3), max_size=3),
    rows=st.lists(st.lists(leaves, max_size=3), max_size=4), total=st.integers(0, 5), json=values, text=st.text(),
)  # fmt: skip
frames = loosely(
    status=st.sampled_from([status.value for status in RunStatus]), value=shown, answer=values,
    error=loosely(type=st.text(), message=st.text(), line=st.integers(), traceback=st.text()),
)  # fmt: skip
bodies = st.binary(max_size=300) | frames.map(lambda told: json.dumps(told).encode()) | st.just(b"[" * 100_000)
query_bytes = st.builds(
    lambda head, details: statement_log.RECORD.pack(b"Q", len(details)) + head + details,
    st.binary(min_size=statement_log.QUERY.size, max_size=statement_log.QUERY.size), st.binary(max_size=40) | values.map(lambda told: json.dumps(told).encode()),
)  # fmt: skip
text_bytes = (
    st.text(max_size=60)
    .map(lambda text: text.encode("utf-8", "replace"))
    .map(lambda body: statement_log.RECORD.pack(b"S", len(body)) + body)
)
logs = st.binary(min_size=64, max_size=400) | st.builds(
    lambda count, records: struct.pack("<QIII", count, 0, 1 << 31, 0).ljust(statement_log.RECORDS_AT, b"\0") + b"".join(records) + bytes(64),
    st.integers(0, 2**64 - 1), st.lists(query_bytes | text_bytes, max_size=6),
)  # fmt: skip
changes = st.binary(max_size=200) | st.dictionaries(
    st.text(max_size=5), loosely(counts=st.lists(st.integers(), max_size=4), inserted=values, updated=values, deleted=values), max_size=3
).map(lambda told: json.dumps(told).encode())  # fmt: skip


def result_of(**parts: Any) -> RunResult:
    given: dict[str, Any] = {
        "ended": "result",
        "frame": b'{"status": "ok"}',
        "printed": bytes(64),
        "log": bytes(64),
        "changes": b"",
    }
    return wire.result(Evidence(**given | parts, elapsed_ms=1.0), REQUEST, LIMITS, {})


def publishable(result: RunResult) -> None:
    """What the API sends must be JSON of bounded size, whatever came in."""
    body = json.dumps(run_json(explained(result)), allow_nan=False).encode()
    assert len(body) < 8 << 20
    json.dumps(result.answer, allow_nan=False).encode()


def frame(body: bytes) -> None:
    publishable(result_of(frame=body))


def log(memory: bytes) -> None:
    publishable(result_of(log=memory))


def output(memory: bytes) -> None:
    publishable(result_of(printed=memory))


def changed_rows(body: bytes) -> None:
    publishable(result_of(changes=body))


def daemon_message(sent: bytes) -> None:
    """Either a message, or Broken: nothing else, and never more memory than was sent."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.settimeout(1)
            theirs.sendall(sent)
        try:
            head, _ = daemon_wire.receive(ours)
            daemon_wire.read_request(head)
        except daemon_wire.Broken:
            return


def daemon_request(head: dict[str, Any]) -> None:
    body = json.dumps(head).encode()
    daemon_message(daemon_wire.LENGTH.pack(len(body)) + body)


class Desk:
    """A broker with a table of its own, as it stands before a learner's process."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT)")
        descriptor = os.memfd_create("log")
        os.ftruncate(descriptor, 1 << 20)
        self.log = StatementLog(descriptor, 10**9, 50)
        os.close(descriptor)
        self.broker = Broker(self.connection, self.log)

    def close(self) -> None:
        self.connection.close()
        if isinstance(self.log.memory, mmap.mmap):
            self.log.memory.close()


def broker_request(body: bytes) -> None:
    desk = Desk()
    try:
        for _ in range(2):
            before = desk.log.count
            in_transaction, done, answer = pickle.loads(desk.broker.handle(body))
            assert type(in_transaction) is bool
            assert done in (True, False)
            assert done or [type(part) for part in answer] == [str, str]
            assert desk.log.count >= before
        assert pickle.loads(desk.broker.handle(packed(ONCE, "SELECT 1", b"[]", UNKNOWN)))[1] is True
        publishable(result_of(log=desk.log.memory[:]))
    except QueryLimit:
        return
    finally:
        desk.close()


def broker_call(call: list[Any]) -> None:
    broker_request(json.dumps(call).encode())


def broker_statement(parts: tuple[bytes, str, bytes, bytes]) -> None:
    broker_request(packed(*parts))


def channel_frame(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(sent)
        try:
            line = channel.Line(ours.fileno(), ours.fileno())
            assert len(line.receive(1_000)) <= len(sent)
        except channel.ChannelClosed:
            return


def forms(given: dict[str, Any]) -> None:
    for form in (RunForm(given), AnswerForm(given)):
        if form.is_valid():
            str(form.cleaned_data.get("code", "")).encode()


texts = st.text() | st.text(alphabet=st.characters(codec=None), max_size=50) | values
statements = st.sampled_from([
    "SELECT 1", "SELECT ?", "SELECT * FROM post", "BEGIN", "COMMIT", "INSERT INTO post VALUES (?, ?)", "SELECT 1; SELECT 2",
    "/**/ SELECT 1 -- */ BEGIN", "", "--", "SELECT zeroblob(100)", "SELECT 'x' AS \"a [date]\"", "PRAGMA table_info(post)",
])  # fmt: skip
calls = st.lists(st.sampled_from(["execute", "many", "fetch", "close", "isolation", "end"]) | values, max_size=4)
as_json = lambda strategy: strategy.map(lambda told: json.dumps(told).encode()) | st.binary(max_size=40)  # noqa: E731
sent = st.tuples(
    st.sampled_from([ONCE, MANY]),
    statements | st.text(),
    as_json(st.lists(values, max_size=3) | values),
    as_json(st.tuples(numbers | values, numbers | values, values) | values),
)
requests = loosely(
    request=loosely(code=st.text(), keep_table_rows=st.booleans(), tool=st.text(max_size=3), material=st.text(max_size=3),
                    image=loosely(dataset=st.text(), version=st.text(alphabet="abc./", max_size=5), variant=st.sampled_from(["base", "../x"]))),
    sizes=st.lists(st.integers(-5, 100), max_size=3), ask=st.sampled_from(["run", "status"]),
)  # fmt: skip

TARGETS: dict[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    "frame": (frame, bodies),
    "log": (log, logs),
    "output": (output, st.binary(min_size=16, max_size=300)),
    "changes": (changed_rows, changes),
    "daemon_message": (daemon_message, st.binary(max_size=300)),
    "daemon_request": (daemon_request, requests),
    "broker_bytes": (broker_request, st.binary(max_size=200)),
    "broker_call": (broker_call, calls),
    "broker_statement": (broker_statement, sent),
    "channel": (channel_frame, st.binary(max_size=300)),
    "forms": (forms, st.dictionaries(st.sampled_from(["code", "dataset", "scale", "answer"]), texts)),
}
