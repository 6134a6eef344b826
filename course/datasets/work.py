"""Work on a version that outlasts a request: who does it, its signs of life, and the process that a page starts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import uuid
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from course.models.dataset import DatasetVersion, oldest_sign_of_life

State = DatasetVersion.State


class WorkLost(Exception):
    """Somebody removed the version, or took the work over after a long silence: stop without a trace."""


class WorkCancelled(Exception):
    """An instructor asked to stop."""


class Work:
    """The work of this process on one version. Only its owner writes; a process that was taken for dead does not."""

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.worker = f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    @classmethod
    def claimed(cls, pk: int) -> Work | None:
        """The work on a version that waits for somebody; None when there is nothing to do, or another is at it."""
        work = cls(pk)
        waiting = DatasetVersion.objects.filter(pk=pk, state__in=DatasetVersion.AT_WORK)
        free = waiting.filter(Q(worker="") | Q(heartbeat=None) | Q(heartbeat__lt=oldest_sign_of_life()))
        return work if free.update(worker=work.worker, heartbeat=timezone.now()) else None

    def version(self) -> DatasetVersion:
        return DatasetVersion.objects.get(pk=self.pk)

    def save(self, **changes: Any) -> None:
        """Store changes and a sign of life. Raises WorkLost, WorkCancelled."""
        mine = DatasetVersion.objects.filter(pk=self.pk, worker=self.worker)
        if not mine.update(heartbeat=timezone.now(), **changes):
            raise WorkLost
        if mine.filter(cancel=True).exists():
            raise WorkCancelled

    def end(self, **changes: Any) -> None:
        """Store the last changes and let go. Raises WorkLost."""
        mine = DatasetVersion.objects.filter(pk=self.pk, worker=self.worker)
        if not mine.update(worker="", cancel=False, at="", **changes):
            raise WorkLost


def start_work(version: DatasetVersion, *, afresh: bool = False) -> bool:
    """Have a process of its own go on with the version; False where one is at it already.

    afresh: verify every item again, also those that have been and were not changed since.
    """
    queued = queue_work(version, afresh=afresh)
    if queued:
        start_process(version.pk)
    return queued


def queue_work(version: DatasetVersion, *, afresh: bool = False) -> bool:
    """Let the version wait for a process to claim it; False where one is at it already."""
    state = State.VERIFYING if version.version else State.UPLOADED
    silent = Q(heartbeat=None) | Q(heartbeat__lt=oldest_sign_of_life()) | ~Q(state__in=DatasetVersion.AT_WORK)
    fresh = {"results": [], "total": 0} if afresh else {}
    return bool(DatasetVersion.objects.filter(silent, pk=version.pk).update(
        state=state, worker="", cancel=False, message="", at="", heartbeat=timezone.now(), **fresh
    ))


def start_process(pk: int) -> None:
    """`manage.py prepare_dataset`, in a session of its own: it outlives the request, and the server's Ctrl-C."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "prepare_dataset", str(pk)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    # Waited for, so that an ended process does not stay in the table for as long as the server lives.
    threading.Thread(target=process.wait, name=f"prepare-dataset-{pk}", daemon=True).start()


def cancel_work(version: DatasetVersion) -> bool:
    """Ask the process at work to stop after the item at hand."""
    at_work = DatasetVersion.objects.filter(pk=version.pk, state__in=DatasetVersion.AT_WORK)
    return bool(at_work.update(cancel=True))
