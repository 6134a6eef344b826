"""One single-use pair of jailed processes, the learner's and its broker, and the conduct of one run on it."""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass, field

from course.domain.run import RunRequest
from course.sandbox.errors import ZygoteDied
from course.sandbox.limits import Limits
from course.sandbox.zygotes import Zygote

READY_SECONDS = 10.0
# How long the broker may take, after the learner has gone, to tell which rows changed. Where the learner came to an end
# of its own, that counts from the deadline: on a busy machine a broker may wait long for its turn.
CHANGES_SECONDS = 1.0
LATE_CHANGES_SECONDS = 0.05
# A learner's process that told its result leaves the broker of its own. Killed at once, the kernel would take it apart
# on the processor that the broker needs.
LEAVING_SECONDS = 0.02
# One whose broker takes no more statements notes where it was and what it printed, and ends of its own.
ENDING_SECONDS = 0.3
# A run that lasts so long is asked to tell where it is. Nothing happens to one that does not listen to this signal.
LASTING_SECONDS, TELL = 0.2, signal.SIGURG
HEAD = struct.Struct("<I")
CHANGES_BYTES = 8 << 20
# Of both layouts in shared memory; the log's head tells where its records end.
OUTPUT_HEAD_BYTES, LOG_HEAD_BYTES, LOG_END_AT = 8, 32, 12


@dataclass(slots=True)
class Child:
    """A forked process: its zygote, its pid there, its pidfd, and our end of its socket."""

    zygote: Zygote
    pid: int
    pidfd: int
    control: socket.socket

    def kill(self) -> None:
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, number)

    def close(self) -> None:
        """End it."""
        self._end()
        self.zygote.leave(self.pid)

    def reaped(self) -> dict[str, float]:
        """End it, and give its exit status, CPU seconds and peak memory."""
        self._end()
        try:
            return self.zygote.reap(self.pid)
        except ZygoteDied:
            return {}

    def _end(self) -> None:
        self.kill()
        self.control.close()
        os.close(self.pidfd)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is left of a run, unchecked: `course.sandbox.wire` turns it into a RunResult.

    ended: "result" (a frame came), "exited", "deadline", or "stopped" (the broker refused more statements).
    """

    ended: str
    frame: bytes
    printed: bytes
    log: bytes
    changes: bytes
    elapsed_ms: float
    learner: dict[str, float] = field(default_factory=dict)
    broker: dict[str, float] = field(default_factory=dict)


class Pair:
    """A learner process and a broker process, ready for one run on one processor: they take turns at every statement,
    and waking a process on another processor costs more than the statement."""

    def __init__(self, learners: Zygote, brokers: Zygote, limits: Limits, processor: int) -> None:
        self.limits, self.processor, self.closed = limits, processor, False
        self.images = frozenset(brokers.images)
        self.printed = _shared_memory("printed", OUTPUT_HEAD_BYTES + limits.output_bytes)
        self.log = _shared_memory("log", limits.log_bytes)
        (asked, asking), (answered, answering) = os.pipe(), os.pipe()
        try:
            self.broker = _forked(brokers, processor, (asked, answering), self.log)
            try:
                self.learner = _forked(learners, processor, (answered, asking), self.printed)
            except BaseException:
                self.broker.close()
                raise
        finally:
            for descriptor in (asked, asking, answered, answering):
                os.close(descriptor)

    @property
    def orphaned(self) -> bool:
        """Whether a zygote of this pair has ended."""
        return any(child.zygote.process.poll() is not None for child in (self.learner, self.broker))

    def wait_until_ready(self) -> None:
        """Raises ZygoteDied when a child could not enter the jail."""
        for child in (self.broker, self.learner):
            child.control.settimeout(READY_SECONDS)
            try:
                said = child.control.recv(16)
            except TimeoutError:
                said = b""
            if said != b"ready":
                raise ZygoteDied(f"a {child.zygote.role} process could not enter the jail")

    def conduct(self, request: RunRequest, key: str, image: int | None) -> Evidence:
        """Run the request to its end or to a limit. `image`: a descriptor, when the broker does not hold it yet."""
        started = time.monotonic()
        deadline = started + self.limits.wall_seconds
        self._begin(request, key, image)
        ended, frame = self._watch(deadline)
        elapsed = (time.monotonic() - started) * 1000
        if ended == "result":
            _wait_for(self.broker.control.fileno(), LEAVING_SECONDS)
        elif ended == "stopped":
            _wait_for(self.learner.pidfd, ENDING_SECONDS)
        self.learner.kill()
        changes = _frame(self.broker.control, CHANGES_BYTES, _patience(ended, deadline))
        printed, log = _content(self.printed, 0, OUTPUT_HEAD_BYTES), _content(self.log, LOG_END_AT, LOG_HEAD_BYTES)
        # How a process ended only matters when it told nothing; otherwise the manager clears up later.
        told_all = ended == "result" and bool(changes)
        ends = ({}, {}) if told_all else self._reaped()
        return Evidence(ended, frame, printed, log, changes, elapsed, *ends)

    def _begin(self, request: RunRequest, key: str, image: int | None) -> None:
        """Tell both what to do. Raises ZygoteDied when one of them has gone: then nothing has run yet."""
        order = json.dumps({"image": key, "keep_table_rows": request.keep_table_rows}).encode()
        asked = {"code": request.code, "tool": request.tool, "material": request.material}
        task = json.dumps(asked | {"bounds": self.limits.of_value()}).encode()
        try:
            socket.send_fds(self.broker.control, [order], [] if image is None else [image])
            self.learner.control.sendall(HEAD.pack(len(task)) + task)
        except OSError as error:
            raise ZygoteDied(f"a waiting process had died: {error}") from error

    def close(self) -> None:
        """End both processes and give back what they held; a second time does nothing."""
        if not self.closed:
            self.learner.close()
            self.broker.close()
            self._give_back()

    def _reaped(self) -> tuple[dict[str, float], dict[str, float]]:
        """The same, and how both ended."""
        ends = self.learner.reaped(), self.broker.reaped()
        self._give_back()
        return ends

    def _give_back(self) -> None:
        self.closed = True
        for descriptor in (self.printed, self.log):
            os.close(descriptor)

    def _watch(self, deadline: float) -> tuple[str, bytes]:
        """Wait for the learner's frame, its end, the broker's end, or the deadline."""
        incoming = bytearray()
        most = self.limits.answer_bytes + 2 * self.limits.value_bytes + (64 << 10)
        poll = select.poll()
        for watched in (self.learner.control.fileno(), self.broker.control.fileno(), self.learner.pidfd):
            poll.register(watched, select.POLLIN)
        patience = LASTING_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            ready = {descriptor for descriptor, _ in poll.poll(min(left, patience) * 1000)}
            if not ready:
                self.learner.send(TELL)
                patience = left
            if self.learner.control.fileno() in ready:
                part = _received(self.learner.control)
                incoming += part
                if _complete(incoming, most):
                    return "result", bytes(incoming[HEAD.size :])
                if not part or _announced(incoming) > most:
                    return "exited", b""
            elif self.learner.pidfd in ready:
                return "exited", b""
            elif self.broker.control.fileno() in ready:
                return "stopped", b""
        return "deadline", b""


def _patience(ended: str, deadline: float) -> float:
    """Until when to wait for the broker. After the deadline nobody waits for one that is still at a statement."""
    if ended == "deadline":
        return time.monotonic() + LATE_CHANGES_SECONDS
    return (deadline if ended == "result" else time.monotonic()) + CHANGES_SECONDS


def _shared_memory(name: str, size: int) -> int:
    """Memory of this size for good: a child that cut it short would break our reading of it."""
    descriptor = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, size)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return descriptor


def _content(descriptor: int, length_at: int, head_bytes: int) -> bytes:
    """The memory up to where it is written, which a number in its head tells, and which we believe up to its size."""
    (told,) = HEAD.unpack(os.pread(descriptor, HEAD.size, length_at))
    return os.pread(descriptor, min(os.fstat(descriptor).st_size, told + head_bytes), 0)


def _forked(zygote: Zygote, processor: int, line: tuple[int, int], memory: int) -> Child:
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            pid, pidfd = zygote.fork(processor, [theirs.fileno(), *line, memory])
        except BaseException:
            ours.close()
            raise
    return Child(zygote, pid, pidfd, ours)


def _wait_for(descriptor: int, seconds: float) -> None:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.poll(seconds * 1000)


def _received(control: socket.socket) -> bytes:
    try:
        return control.recv(1 << 18)
    except OSError:
        return b""


def _announced(incoming: bytearray) -> int:
    """How long the frame says it is; 0 while it has not said."""
    return int(HEAD.unpack_from(incoming)[0]) if len(incoming) >= HEAD.size else 0


def _complete(incoming: bytearray, most: int) -> bool:
    if len(incoming) < HEAD.size:
        return False
    (length,) = HEAD.unpack_from(incoming)
    return length <= most and len(incoming) >= HEAD.size + length


def _frame(control: socket.socket, most: int, deadline: float) -> bytes:
    """One frame, or b"" when none comes in time."""
    incoming = bytearray()
    while (left := deadline - time.monotonic()) > 0 and len(incoming) <= most:
        control.settimeout(left)
        part = _received(control)
        incoming += part
        if _complete(incoming, most):
            return bytes(incoming[HEAD.size :])
        if not part:
            break
    return b""
