"""Many runs at once, and processes that are killed in the middle of one."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from course.domain.run import DataImage, RunRequest, RunResult, RunStatus
from course.sandbox import jail
from course.sandbox.errors import SandboxError
from course.sandbox.pair import OUTPUT_HEAD_BYTES, Pair
from course.sandbox.pool import Pool
from course.sandbox.supervisor import HARDLY_BEGUN_MS, Supervisor
from tests.attacks import conduct, soak
from tests.conftest import BuiltDataset
from tests.waiting import wait_for

RUNS = 150
BEGUN = "print('begun')\nimport time\ntime.sleep(60)"
MOST_GROWTH_KIB = 24 << 10


@pytest.mark.parametrize("level", jail.LEVELS, ids=lambda level: level.name)
def test_nothing_is_left_behind(town_library: BuiltDataset, level: jail.Level, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = soak._children()
    try:
        figures = soak.soaked(level, Path(settings.IMAGES_DIR), town_library.version, RUNS // len(jail.LEVELS))
    except SandboxError as error:
        pytest.skip(error.message)
    assert (figures.wrong_controls, figures.failed_runs, figures.broken_cases) == (0, 0, 0)
    # Fewer descriptors than before: something of an earlier test was collected meanwhile.
    assert (max(0, figures.descriptors_left), figures.processes_left - len(own), figures.files_left) == (0, 0, 0)
    assert figures.memory_grown_kib < MOST_GROWTH_KIB


class Watched(Supervisor):
    """A supervisor that tells which pair a run is on."""

    on: Pair | None = None

    def _take(self) -> Pair:
        self.on = super()._take()
        return self.on


@pytest.fixture
def watched(sandbox: Pool, town_library: BuiltDataset) -> Iterator[Pool]:
    level = next(level for level in jail.LEVELS if level.name == sandbox.status()["level"])
    pool = Pool(conduct.LIMITS, Watched(conduct.LIMITS, Path(settings.IMAGES_DIR), (level,)))
    yield pool
    pool.stop()


def started(pool: Pool, code: str, version: str) -> tuple[threading.Thread, list[Any]]:
    """A run in a thread of its own, and where its result will be."""
    results: list[Any] = []

    def run() -> None:
        begun = time.monotonic()
        try:
            told: RunResult | str = pool.run(RunRequest(code, DataImage("town-library", version)))
        except SandboxError as error:
            told = error.message
        results.append((told, time.monotonic() - begun))

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def printed(pool: Pool) -> bool:
    """Whether the run at hand has printed something: then its code has begun."""
    pair = pool.conductor.on  # type: ignore[attr-defined]
    return pair is not None and any(os.pread(pair.printed, OUTPUT_HEAD_BYTES, 0))


def count_of(pool: Pool, version: str) -> Any:
    return pool.run(RunRequest(conduct.CONTROL, DataImage("town-library", version))).value.json


@pytest.mark.parametrize("role", ["learner", "broker"])
def test_process_killed_in_mid_run_is_told_and_the_next_run_is_right(
    watched: Pool, town_library: BuiltDataset, role: str
):
    thread, results = started(watched, BEGUN, town_library.version)
    wait_for(lambda: printed(watched), 30)
    signal.pidfd_send_signal(getattr(watched.conductor.on, role).pidfd, signal.SIGKILL)
    thread.join(10)
    result, seconds = results[0]
    assert (result.status, result.stdout) == (RunStatus.KILLED, "begun\n")
    assert seconds < conduct.LIMITS.wall_seconds + 1
    assert count_of(watched, town_library.version) == conduct.CONTROL_VALUE


@pytest.mark.parametrize("role", ["learners", "brokers"])
def test_zygote_killed_in_mid_run_is_replaced(watched: Pool, town_library: BuiltDataset, role: str):
    zygote = getattr(watched.conductor.station, role)
    thread, results = started(watched, BEGUN, town_library.version)
    wait_for(lambda: printed(watched), 30)
    time.sleep(HARDLY_BEGUN_MS / 1000)  # one that had hardly begun would be run again
    os.kill(zygote.process.pid, signal.SIGKILL)
    thread.join(10)
    told, seconds = results[0]
    assert told if isinstance(told, str) else told.status in {RunStatus.KILLED, RunStatus.TIMEOUT}
    assert seconds < conduct.LIMITS.wall_seconds + 1
    assert count_of(watched, town_library.version) == conduct.CONTROL_VALUE
    assert getattr(watched.conductor.station, role).process.pid != zygote.process.pid
