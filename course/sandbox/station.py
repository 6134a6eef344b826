"""The zygotes of this node, at the strongest level that it can give: choose, start, test, load images, stop."""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from course.domain.run import DataImage, RunRequest
from course.sandbox import jail, probes, wire
from course.sandbox.errors import SandboxError, SandboxUnavailable, ZygoteDied
from course.sandbox.limits import Limits
from course.sandbox.pair import Pair
from course.sandbox.zygotes import Zygote

MOST_IMAGES = 24
SELF_TEST_IMAGE = DataImage("self-test", "0", "base")


class Station:
    """Two zygotes at one level, or none. Only the supervisor's manager thread starts and stops them."""

    def __init__(self, limits: Limits, images: Path, levels: tuple[jail.Level, ...]) -> None:
        self.limits, self.images, self.levels = limits, images, levels
        self.level: jail.Level | None = None
        self.refused: dict[str, str] = {}
        self.tables: dict[str, str] = {}
        self.learners: Zygote | None = None
        self.brokers: Zygote | None = None
        # Pairs take the processors in turn: as many as can run at once find each its own.
        self.processors = itertools.cycle(sorted(os.sched_getaffinity(0)))

    def zygotes(self) -> Iterator[Zygote]:
        yield from (zygote for zygote in (self.learners, self.brokers) if zygote is not None)

    @property
    def is_whole(self) -> bool:
        """Whether both zygotes live."""
        return sum(zygote.process.poll() is None for zygote in self.zygotes()) == 2

    def open(self) -> None:
        """Start at the strongest level at which the self-test finds nothing possible; `level` is None without one."""
        for level in self.levels:
            try:
                self._start(level)
                self._self_test()
                self.level = level
                return
            except (OSError, SandboxError) as error:
                self.refused[level.name] = str(error)
                self.close()

    def _start(self, level: jail.Level) -> None:
        if level.bubblewrap and jail.bubblewrap_path() is None:
            raise SandboxUnavailable("bubblewrap is not installed: install the package `bubblewrap`")
        limits = self.limits.of_children()
        self.learners, self.brokers = Zygote(level, "learner", limits), Zygote(level, "broker", limits)
        self.tables = self.learners.hello["tables"]

    def _self_test(self) -> None:
        pair = self.forked_pair()
        empty = os.memfd_create("empty", os.MFD_CLOEXEC)
        try:
            pair.wait_until_ready()
            os.write(empty, EMPTY_DATABASE)
            request = RunRequest(probes.PROGRAM, SELF_TEST_IMAGE)
            found = wire.result(pair.conduct(request, "self-test", empty), request, self.limits, {})
        finally:
            os.close(empty)
            pair.close()
        if found.value.text != probes.NOTHING:
            what = found.value.text or (found.error.message if found.error else found.status.value)
            raise SandboxUnavailable(f"the self-test could do what must be impossible: {what}")

    def forked_pair(self) -> Pair:
        """Raises ZygoteDied."""
        if self.learners is None or self.brokers is None:
            raise ZygoteDied("the zygotes are not running")
        return Pair(self.learners, self.brokers, self.limits, next(self.processors))

    def load(self, key: str) -> None:
        """Have the broker zygote hold an image, so that its children need not be handed one."""
        brokers = self.brokers
        if brokers is None or key in brokers.images:
            return
        while len(brokers.images) >= MOST_IMAGES:
            brokers.forget(next(iter(brokers.images)))
        with suppress(FileNotFoundError):
            image = os.open(self.images / f"{key}.sqlite3", os.O_RDONLY | os.O_CLOEXEC)
            try:
                brokers.load(key, image)
            finally:
                os.close(image)

    def loaded(self) -> list[str]:
        return list(self.brokers.images) if self.brokers else []

    def close(self) -> None:
        for zygote in self.zygotes():
            zygote.stop()
        self.learners = self.brokers = self.level = None

    def why_not(self) -> str:
        reasons = "; ".join(f"level {name}: {why}" for name, why in self.refused.items())
        return f"exercises cannot run on this host: {reasons or 'the runner is stopping'}"


def _empty_database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE self_test (id INTEGER)")
        return connection.serialize()


EMPTY_DATABASE = _empty_database()
