"""The web processes' side of the sandbox daemon."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from course.domain.run import RunRequest
from course.sandbox import daemon_wire as wire
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence

# A run may wait in the daemon's queue for the runs before it.
QUEUE_SECONDS = 60.0


class DaemonClient:
    """Asks the daemon on a Unix socket, one connection a request."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits

    def conduct(self, request: RunRequest) -> Evidence:
        """Raises SandboxUnavailable and SandboxBusy."""
        head, parts = self._ask(wire.request_head(request))
        return wire.read_evidence(head, parts)

    def status(self) -> dict[str, Any]:
        return dict(self._ask({"ask": "status"})[0]["status"])

    def stop(self) -> None:
        """The daemon is not ours to stop."""

    def _ask(self, head: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(QUEUE_SECONDS + self.limits.wall_seconds)
            try:
                connection.connect(str(self.path))
                wire.send(connection, head)
                answer, parts = wire.receive(connection)
            except (FileNotFoundError, ConnectionRefusedError, PermissionError) as error:
                why = f"the runner does not answer on its socket ({error.strerror}); start `manage.py sandbox_daemon`"
                raise SandboxUnavailable(f"exercises cannot run on this host: {why}") from error
            except (OSError, wire.Broken) as error:
                raise SandboxBusy(
                    "The runner stopped during this run and is starting again. Your code is kept."
                ) from error
        if "busy" in answer:
            raise SandboxBusy(answer["busy"], answer["retry_after"])
        if "unavailable" in answer:
            raise SandboxUnavailable(answer["unavailable"])
        return answer, parts
