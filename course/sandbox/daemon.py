"""The supervisor as a small daemon on a Unix socket (mode 0600): one queue for all web processes of the machine.

The web processes hold the site's secrets; this way they are not the parents of hostile code.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from contextlib import suppress
from pathlib import Path

from course.sandbox import daemon_wire as wire
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from course.sandbox.limits import Limits
from course.sandbox.supervisor import Supervisor

RECEIVE_SECONDS = 5.0


class Daemon:
    """Accepts connections until it is told to stop; then finishes the runs at work and leaves nothing behind."""

    def __init__(self, path: Path, supervisor: Supervisor, limits: Limits) -> None:
        self.path, self.supervisor = path, supervisor
        # Beyond the queue there is one place for each run at work, and some for questions about the status.
        self.places = threading.BoundedSemaphore(limits.queue + supervisor.most_running + 8)
        self.listener = listening(path)
        self.stopping = False
        self.threads: set[threading.Thread] = set()
        # From here on the socket is there and must be taken away again: be made in the main thread, before it is told.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def serve(self) -> None:
        """Until SIGTERM or SIGINT."""
        while not self.stopping:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                break
            if not self.places.acquire(blocking=False):
                with connection, suppress(OSError):
                    wire.send(connection, busy(SandboxBusy("Many answers are being run right now. Yours is kept.")))
                continue
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self.threads.add(thread)
            thread.start()
        self._end()

    def stop(self, *_signal: object) -> None:
        """Safe to call from a signal handler: closing the listener ends `accept`."""
        self.stopping = True
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with connection, suppress(OSError, wire.Broken):
                connection.settimeout(RECEIVE_SECONDS)
                head, _ = wire.receive(connection)
                connection.settimeout(None)
                self._reply(connection, head)
        finally:
            self.places.release()
            self.threads.discard(threading.current_thread())

    def _reply(self, connection: socket.socket, head: dict[str, object]) -> None:
        if head.get("ask") == "status":
            wire.send(connection, {"status": self.supervisor.status()})
            return
        request = wire.read_request(head)
        try:
            wire.send_evidence(connection, self.supervisor.conduct(request))
        except SandboxBusy as error:
            wire.send(connection, busy(error))
        except SandboxUnavailable as error:
            wire.send(connection, {"unavailable": error.message})

    def _end(self) -> None:
        for thread in list(self.threads):
            thread.join(self.supervisor.limits.wall_seconds + 2)
        self.supervisor.stop()
        self.path.unlink(missing_ok=True)


def busy(error: SandboxBusy) -> dict[str, object]:
    return {"busy": error.message, "retry_after": error.retry_after}


def listening(path: Path) -> socket.socket:
    """A listening socket only this user can reach. Raises FileExistsError when another daemon answers there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if answers(path):
        raise FileExistsError(f"another sandbox daemon already answers on {path}")
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(128)
    return listener


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True
