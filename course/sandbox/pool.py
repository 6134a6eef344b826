"""`run(RunRequest) -> RunResult`: the one way from the site to the jail.

The supervisor runs in this process, or, where SANDBOX_SOCKET names a socket, in a daemon of its own that all web
processes share (`manage.py sandbox_daemon`). Either way only evidence comes back, and it is checked here.
"""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from course.domain.run import RunError, RunRequest, RunResult, RunStatus
from course.sandbox import jail, wire
from course.sandbox.daemon_client import DaemonClient
from course.sandbox.limits import Limits, configured
from course.sandbox.pair import Evidence
from course.sandbox.supervisor import Supervisor


class Conductor(Protocol):
    """What a supervisor does, in this process or behind a socket."""

    def conduct(self, request: RunRequest) -> Evidence: ...

    def status(self) -> dict[str, Any]: ...

    def stop(self) -> None: ...


class Pool:
    """Refuses what is not worth a process, has the rest conducted, and checks what comes back."""

    def __init__(self, limits: Limits, conductor: Conductor) -> None:
        self.limits, self.conductor = limits, conductor
        self._tables: dict[str, str] = {}

    @property
    def tables(self) -> dict[str, str]:
        """Database table -> model name, as the jail's own Django has them."""
        if not self._tables:
            self._tables = self.conductor.status()["tables"]
        return self._tables

    def run(self, request: RunRequest) -> RunResult:
        """Raises SandboxUnavailable and SandboxBusy; whatever the code does comes back as a result."""
        refusal = rejected(request, self.limits)
        if refusal is not None:
            return refusal
        tables = self.tables
        return wire.result(self.conductor.conduct(request), request, self.limits, tables)

    def status(self) -> dict[str, Any]:
        return self.conductor.status()

    def stop(self) -> None:
        self.conductor.stop()


def rejected(request: RunRequest, limits: Limits) -> RunResult | None:
    """A refusal for code that is not worth starting a process for, or None."""
    try:
        size = len(request.code.encode())
    except UnicodeEncodeError:
        return _refusal(request, "UnicodeError", "This is not valid text: a character is broken. Type it again.")
    if size > limits.code_bytes:
        most = f"at most {limits.code_bytes:,} are run"
        return _refusal(request, "CodeTooLong", f"The code has {size:,} bytes; {most}. Make it shorter.")
    if "\0" in request.code:
        return _refusal(request, "ValueError", "The code holds a NUL byte, which Python refuses. Remove it.")
    return None


def _refusal(request: RunRequest, name: str, message: str) -> RunResult:
    return RunResult(RunStatus.REJECTED, request.image, error=RunError(name, message, None, f"{name}: {message}"))


def conductor(limits: Limits) -> Conductor:
    if settings.SANDBOX_SOCKET:
        return DaemonClient(Path(settings.SANDBOX_SOCKET), limits)
    return Supervisor(limits, Path(settings.IMAGES_DIR), jail.levels(settings.SANDBOX_LEVEL))


_pools: dict[int, Pool] = {}
_lock = threading.Lock()


def shared() -> Pool:
    """The pool of this process, started on first use (after a server has forked its workers)."""
    with _lock:
        pool = _pools.get(os.getpid())
        if pool is None:
            limits = configured()
            pool = _pools[os.getpid()] = Pool(limits, conductor(limits))
            atexit.register(stop)
        return pool


def run(request: RunRequest) -> RunResult:
    """Run a learner's code in the jail. Raises SandboxUnavailable and SandboxBusy."""
    return shared().run(request)


def stop() -> None:
    """End this process's pool, if it has one."""
    with _lock:
        pool = _pools.pop(os.getpid(), None)
    if pool is not None:
        pool.stop()
