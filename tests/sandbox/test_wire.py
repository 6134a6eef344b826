"""Hostile bytes never become anything but a checked RunResult."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.domain.run import DataImage, Hint, RunRequest, RunStatus, RunValue
from course.sandbox import statement_log, wire
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence

LIMITS = Limits(10_240, 5, 3, 256, 65_536, 20_000, 1_000, 500, 65_536, 2, 64)
REQUEST = RunRequest("1", DataImage("town-library", "v"))
NO_OUTPUT, NO_LOG = bytes(64), bytes(64)


def evidence(
    frame: bytes = b"", ended: str = "result", printed: bytes = NO_OUTPUT, log: bytes = NO_LOG, **more: object
) -> Evidence:
    return Evidence(ended, frame, printed, log, more.pop("changes", b"{}"), 1.0, **more)


def result(**parts: object):
    return wire.result(evidence(**parts), REQUEST, LIMITS, {})


def framed(**fields: object) -> bytes:
    return json.dumps({"status": "ok", **fields}).encode()


def test_honest_frame_becomes_its_value():
    told = result(
        frame=framed(value={"kind": "scalar", "json": 42, "text": "42"}, answer={"kind": "scalar", "item": 42})
    )
    assert (told.status, told.value, told.answer) == (
        RunStatus.OK,
        RunValue("scalar", json=42, text="42"),
        {"kind": "scalar", "item": 42},
    )


@pytest.mark.parametrize(
    "frame",
    [
        b"", b"\xff", b"[]", b"{}", b"null", b"[" * 100_000,
        framed(status="passed"), framed(status=["ok"]), framed(value=3), framed(value={"kind": "rows"}),
        framed(value={"kind": "rows", "columns": ["a"], "rows": [[1, 2]], "total": 1}),
        framed(value={"kind": "rows", "columns": ["a"], "rows": [[{}]], "total": 1}),
        framed(value={"kind": "rows", "columns": ["a"], "rows": [[1]], "total": 0}),
        framed(value={"kind": "rows", "columns": ["a"], "rows": [[1]] * 501, "total": 501}),
        framed(hints=3), framed(hints=[["over_fetch"]]), framed(hints=[["over_fetch", -1, 0, 1, "", "", "", 0]]),
        framed(hints=[["over_fetch", 1, True, 1, "", "", "", 0]]), framed(hints=[[[], 1, 0, 1, "", "", "", 0]]),
        framed(hints=[["over_fetch", 1, 0, 1, "", "", "", 0]] * 51),
        framed(value={"kind": "scalar", "text": 1}), framed(error="no"), framed(error={"type": 1}),
        b'{"status": "ok", "answer": NaN}', json.dumps({"status": "ok", "answer": eval("[" * 30 + "]" * 30)}).encode(),
    ],
)  # fmt: skip
def test_frame_that_our_harness_would_not_write_is_a_killed_run(frame):
    assert result(frame=frame).status is RunStatus.KILLED


def test_a_hint_of_the_learners_process_is_bounded_text():
    told = result(frame=framed(hints=[["unused_prefetch", 2, 0, 1, "Post.tags", "x" * 5_000, "", 3]]))
    assert told.hints == (Hint("unused_prefetch", 2, None, 1, "Post.tags", "x" * 500, "", 3),)


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ({"ended": "deadline"}, RunStatus.TIMEOUT),
        ({"ended": "exited"}, RunStatus.KILLED),
        ({"ended": "exited", "learner": {"status": -24, "cpu": 3.0}}, RunStatus.TIMEOUT),
        ({"ended": "exited", "learner": {"status": -9, "cpu": 3.9}}, RunStatus.TIMEOUT),
        ({"ended": "exited", "learner": {"status": -9, "cpu": 0.1}}, RunStatus.KILLED),
        ({"ended": "exited", "printed": struct.pack("<II", 0, 1) + bytes(56)}, RunStatus.OUTPUT_LIMIT),
        ({"frame": framed(), "log": struct.pack("<QIII", 9, 0, 32, 1) + bytes(44)}, RunStatus.QUERY_LIMIT),
        ({"frame": framed(), "log": struct.pack("<QIII", 9, 0, 32, 4) + bytes(44)}, RunStatus.MEMORY),
    ],
)
def test_what_the_kernel_and_the_broker_say_goes_before_the_frame(parts, status):
    assert result(**parts).status is status


def test_frame_after_the_death_of_the_broker_is_no_result():
    lost = {"frame": framed(status="error"), "changes": b""}
    assert result(**lost).status is RunStatus.KILLED
    assert result(**lost, broker={"status": -24, "cpu": 1.0}).status is RunStatus.TIMEOUT


def test_count_comes_from_the_log_and_never_from_the_frame():
    told = result(frame=framed(query_count=1, queries=[]), log=struct.pack("<QIII", 101, 0, 32, 0) + bytes(44))
    assert (told.query_count, told.queries_truncated) == (101, True)


def test_halves_of_surrogate_pairs_are_replaced():
    told = result(
        frame=rb'{"status": "error", "error": {"type": "E", "message": "\ud800", "line": 1, "traceback": ""}, "answer": "\udfff"}'
    )
    assert (told.error.message, told.answer) == ("?", "?")


@given(st.binary(max_size=2_000))
def test_any_frame_is_read_without_a_crash(frame):
    assert result(frame=frame).status in RunStatus


@given(st.binary(min_size=32, max_size=2_000))
def test_any_log_is_read_without_a_crash(log):
    assert len(result(frame=framed(), log=log).queries) <= len(log)


@given(st.binary(min_size=8, max_size=300))
def test_any_output_is_read_without_a_crash(printed):
    assert len(result(frame=framed(), printed=printed).stdout) <= len(printed)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=30,
    )
)
def test_any_json_value_is_read_without_a_crash(value):
    assert result(frame=framed(value=value, answer=value)).status in (RunStatus.OK, RunStatus.KILLED)


@given(st.binary(max_size=300))
@example(b'{"blog_post": {"counts": [Infinity, 0, 0]}}')
@example(b'{"blog_post": {"counts": [0, 1e999, NaN]}}')
@example(b'{"blog_post": {"counts": [1, 2]}}')
def test_any_changes_are_read_without_a_crash(frame):
    assert isinstance(wire.read_changes(frame), dict)


def test_a_stopped_run_tells_its_line_and_no_line_or_count_that_cannot_be():
    head = struct.pack("<QIIIIQ", 3, 1, 64, 0, 1, 9)
    log = head + statement_log.RECORD.pack(b"S", 8) + b"SELECT 1" + bytes(64)
    told = result(ended="deadline", log=log, printed=struct.pack("<II", 0, 7 << 1) + bytes(64))
    assert told.stopped is not None
    assert (told.stopped.line, told.stopped.sql, told.stopped.copies) == (7, "SELECT 1", 3)
    beyond = result(ended="deadline", log=struct.pack("<QIIIIQ", 3, 1, 64, 0, 5, 9) + bytes(64),
                    printed=struct.pack("<II", 0, 0xFFFFFFFF) + bytes(64))  # fmt: skip
    assert beyond.stopped is not None
    assert (beyond.stopped.line, beyond.stopped.sql, beyond.stopped.copies) == (None, "", 0)
    assert result(frame=framed()).stopped is None
