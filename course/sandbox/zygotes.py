"""The supervisor's side of a zygote: start it, have it fork, reap what ended."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from course.sandbox import jail
from course.sandbox.errors import ZygoteDied

ANSWER_SECONDS = 20.0
MESSAGE_BYTES = 1 << 20
# Where a zygote looks up its own memory.
PROCESS_FILES = "/proc"


class Zygote:
    """One warm process. Start it from a thread that lives as long as the pool: bubblewrap ends with that thread."""

    def __init__(self, level: jail.Level, role: str, limits: Mapping[str, int]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(ANSWER_SECONDS)
        self.role, self.control, self.lock = role, ours, threading.Lock()
        self.images: set[str] = set()
        self.left: list[int] = []
        process_files = os.open(PROCESS_FILES, os.O_PATH | os.O_DIRECTORY)
        self.process = subprocess.Popen(
            jail.command(level, role, theirs.fileno(), process_files),
            pass_fds=[theirs.fileno(), process_files],
            env={"LANG": "C.UTF-8"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        theirs.close()
        os.close(process_files)
        try:
            self.hello = self.ask(jail.configuration(level, limits))[0]
        except BaseException:
            self.stop()
            raise

    def ask(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> tuple[dict[str, Any], list[int]]:
        """One question and its answer. Raises ZygoteDied when none comes."""
        with self.lock:
            try:
                socket.send_fds(self.control, [json.dumps(message).encode()], list(descriptors))
                body, received, _, _ = socket.recv_fds(self.control, MESSAGE_BYTES, 1)
            except OSError as error:
                raise ZygoteDied(f"the {self.role} zygote does not answer: {error}. {self._last_words()}") from error
        if not body:
            raise ZygoteDied(f"the {self.role} zygote ended. {self._last_words()}")
        return json.loads(body), list(received)

    def fork(self, processor: int, descriptors: Sequence[int]) -> tuple[int, int]:
        """(pid as the zygote knows it, pidfd) of a new child, which will run on this processor."""
        left = [self.left.pop() for _ in range(len(self.left))]
        answer, (pidfd,) = self.ask({"fork": processor, "left": left}, descriptors)
        return answer["pid"], pidfd

    def reap(self, pid: int) -> dict[str, Any]:
        """Exit status (negative: the signal), CPU seconds and peak memory of a child that has ended."""
        return self.ask({"reap": pid})[0]

    def leave(self, pid: int) -> None:
        """Have a child that is being killed reaped some time after the next fork: nobody asks how it ended."""
        self.left.append(pid)

    def load(self, key: str, descriptor: int) -> None:
        self.ask({"image": key}, [descriptor])
        self.images.add(key)

    def forget(self, key: str) -> None:
        self.ask({"forget": key})
        self.images.discard(key)

    def stop(self) -> None:
        """Close the socket, which ends the zygote and its children; make sure of it."""
        self.control.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()

    def _last_words(self) -> str:
        self.process.kill()
        self.process.wait()
        stream = self.process.stderr
        said = os.read(stream.fileno(), 4_000).decode(errors="replace") if stream and not stream.closed else ""
        return said.strip().splitlines()[-1] if said.strip() else ""
