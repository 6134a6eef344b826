"""Keeps warm pairs of jailed processes and conducts runs on them; knows nothing of exercises or web pages.

A manager thread starts the zygotes, keeps pairs ready and loads images; runs are conducted by their callers' threads.
"""

from __future__ import annotations

import os
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.domain.run import RunRequest
from course.sandbox import jail
from course.sandbox.errors import SandboxBusy, SandboxUnavailable, ZygoteDied
from course.sandbox.limits import Limits
from course.sandbox.pair import Evidence, Pair
from course.sandbox.station import Station

# Ended pairs that may wait to be cleared up while runs are at work.
MOST_SPENT = 4
RETRY_SECONDS = 5.0
HARDLY_BEGUN_MS = 300
# How long a run may wait for a pair to become ready once it is its turn.
TAKE_SECONDS = 30.0


class Supervisor:
    """Everything that runs learner code on this node. Start it once in a process; it is safe for threads."""

    def __init__(self, limits: Limits, images: Path, levels: tuple[jail.Level, ...] = jail.LEVELS) -> None:
        self.limits, self.images = limits, images
        self.station = Station(limits, images, levels)
        self.ready: deque[Pair] = deque()
        self.spent: deque[Pair] = deque()
        self.wanted: deque[str] = deque()
        self.change = threading.Condition()
        self.running = self.waiting = 0
        self.busy: Counter[int] = Counter()  # runs at work on each processor
        self.most_running = max(2, os.cpu_count() or 1)
        self.stopping = self.can_run = False
        self.started = threading.Event()
        self.manager = threading.Thread(target=self._manage, name="sandbox-manager", daemon=True)
        self.manager.start()
        self.started.wait()

    # Runs ---------------------------------------------------------------------------------------------------------

    def conduct(self, request: RunRequest) -> Evidence:
        """What is left of one run. Raises SandboxUnavailable and SandboxBusy."""
        with self._turn():
            for attempt in range(3):
                pair = self._take()
                try:
                    return whole(self._on(pair, request), pair)
                except ZygoteDied as error:
                    broken = error
                    self._restart_if_dead(force=attempt > 0)
                finally:
                    self._put_away(pair)
            raise SandboxUnavailable(f"exercises cannot run on this host: {broken}")

    def _on(self, pair: Pair, request: RunRequest) -> Evidence:
        key = f"{request.image.version}/{request.image.variant}"
        if key in pair.images:
            return pair.conduct(request, key, None)
        try:
            image = os.open(self.images / f"{key}.sqlite3", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            missing = f"the data of {request.image.dataset} is missing here: run `manage.py seed`"
            raise SandboxUnavailable(missing) from None
        self._want(key)
        try:
            return pair.conduct(request, key, image)
        finally:
            os.close(image)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for one of the places of runs at work; the queue for them is bounded."""
        with self.change:
            if self.station.level is None and not self._comes_back():
                raise SandboxUnavailable(self.station.why_not())
            if self.waiting >= self.limits.queue:
                raise SandboxBusy("Many answers are being run right now. Yours is kept: run it again in a moment.")
            self.waiting += 1
            self.change.wait_for(lambda: self.running < self.most_running or self.stopping)
            self.waiting -= 1
            self.running += 1
        try:
            yield
        finally:
            with self.change:
                self.running -= 1
                self.change.notify_all()

    def _comes_back(self) -> bool:
        """A zygote that died is replaced within a second or two; a host without any jail never gets one."""
        return self.can_run and self.change.wait_for(lambda: self.station.level is not None, timeout=RETRY_SECONDS)

    def _take(self) -> Pair:
        with self.change:
            if not self.ready:
                self.change.notify_all()  # the manager does not fork while a run is at work, unless for one that waits
            if not self.change.wait_for(lambda: self.ready or self.stopping, timeout=TAKE_SECONDS):
                raise SandboxBusy("No process became free in time. Your code is kept: run it again.")
            if self.stopping or not self.ready:
                raise SandboxUnavailable(self.station.why_not())
            pair = min(self.ready, key=lambda pair: self.busy[pair.processor])
            self.ready.remove(pair)
            self.busy[pair.processor] += 1
            return pair

    def _put_away(self, pair: Pair) -> None:
        with self.change:
            self.busy[pair.processor] -= 1
            self.spent.append(pair)

    def _want(self, key: str) -> None:
        with self.change:
            if key not in self.wanted:
                self.wanted.append(key)

    # The manager's thread -----------------------------------------------------------------------------------------

    def _manage(self) -> None:
        try:
            self.station.open()
            self.can_run = self.station.level is not None
        finally:
            self.started.set()
        while self.can_run and not self.stopping:
            try:
                self._prepare()
            except (OSError, ZygoteDied):
                self._restart()
        self._end()

    def _prepare(self) -> None:
        """Load wanted images and refill, when no run is at work or somebody waits for a pair; else sleep."""
        with self.change:
            self.change.wait_for(self._has_work, timeout=5)
            if self.stopping or not self._has_work():
                return
            keys = list(self.wanted)
            self.wanted.clear()
        for key in keys:
            self.station.load(key)
        while self.spent:
            self.spent.popleft().close()
        self._refill()

    def _refill(self) -> None:
        """Fork all that are lacking before waiting for the first: they rehearse side by side."""
        lacking = self.limits.ready_pairs - len(self.ready)
        coming: deque[Pair] = deque()
        try:
            for _ in range(lacking):
                coming.append(self.station.forked_pair())
            while coming:
                coming[0].wait_until_ready()
                with self.change:
                    self.ready.append(coming.popleft())
                    self.change.notify_all()
        finally:
            self.spent.extend(coming)

    def _has_work(self) -> bool:
        """Refilling while a run is at work would slow that run; only an empty shelf is worth it."""
        if self.stopping:
            return True
        lacking = len(self.ready) < self.limits.ready_pairs
        idle_work = lacking or bool(self.wanted) or bool(self.spent)
        return (idle_work and self.running == 0) or not self.ready or len(self.spent) > MOST_SPENT

    # Ends ---------------------------------------------------------------------------------------------------------

    def _restart_if_dead(self, force: bool) -> None:
        if force or not self.station.is_whole:
            with self.change:
                while self.ready:
                    self.ready.popleft().close()
                self.change.notify_all()

    def _restart(self) -> None:
        """A zygote died: throw away what came from it, and start again until that works."""
        with self.change:
            old = [*self.ready, *self.spent]
            self.ready.clear()
            self.spent.clear()
        for pair in old:
            pair.close()
        images = self.station.loaded()
        self.station.close()
        while self.station.level is None and not self.stopping:
            self.station.open()
            with self.change:
                self.change.notify_all()
                self.change.wait_for(lambda: self.stopping, timeout=0 if self.station.level else RETRY_SECONDS)
        self.wanted.extend(images)

    def _end(self) -> None:
        with self.change:
            self.change.wait_for(lambda: self.running == 0, timeout=self.limits.wall_seconds + 2)
            left = [*self.ready, *self.spent]
            self.ready.clear()
        for pair in left:
            pair.close()
        self.station.close()

    def stop(self) -> None:
        """Let the runs at work finish, then end every process."""
        with self.change:
            self.stopping = True
            self.change.notify_all()
        self.manager.join()

    def status(self) -> dict[str, Any]:
        """What `sandbox_status` tells."""
        return {
            "tables": self.station.tables,
            "level": self.station.level.name if self.station.level else None,
            "layers": list(self.station.level.layers) if self.station.level else [],
            "refused": dict(self.station.refused),
            "ready_pairs": len(self.ready),
            "running": self.running,
            "waiting": self.waiting,
        }


def whole(evidence: Evidence, pair: Pair) -> Evidence:
    """The evidence; raises ZygoteDied for a run that had hardly begun when its zygote died and took it along."""
    if evidence.ended in ("exited", "stopped") and evidence.elapsed_ms < HARDLY_BEGUN_MS and pair.orphaned:
        raise ZygoteDied("the run ended with its zygote")
    return evidence
