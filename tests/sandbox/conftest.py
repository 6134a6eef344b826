from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from course.domain.run import DataImage, RunRequest, RunResult, Variant
from course.sandbox import jail, limits
from course.sandbox.limits import Limits
from course.sandbox.pool import Pool
from course.sandbox.supervisor import Supervisor

Run = Callable[..., RunResult]


def pool_of(of_run: Limits, *levels: jail.Level) -> Pool:
    """A pool of the test's own."""
    return Pool(of_run, Supervisor(of_run, Path(settings.IMAGES_DIR), levels))


@pytest.fixture(scope="session")
def level(sandbox) -> jail.Level:
    """The level that is in force here."""
    return next(level for level in jail.LEVELS if level.name == sandbox.status()["level"])


@pytest.fixture(scope="session")
def run(sandbox, town_library) -> Run:
    """Run code on town-library in the shared pool."""

    def run_code(code: str, variant: Variant = "base", keep_table_rows: bool = False) -> RunResult:
        image = DataImage("town-library", town_library.version, variant)
        return sandbox.run(RunRequest(code, image, keep_table_rows))

    return run_code


@pytest.fixture(scope="session")
def strict_run(level, town_library) -> Iterator[Run]:
    """The same in a pool of its own with small limits, so that reaching them takes no time."""
    small = replace(
        limits.configured(),
        wall_seconds=1.5,
        cpu_seconds=1,
        memory_mib=160,
        output_bytes=2_000,
        queries=50,
        queries_kept=20,
        code_bytes=2_000,
        value_rows=10,
        ready_pairs=1,
    )
    pool = pool_of(small, level)
    image = DataImage("town-library", town_library.version)
    yield lambda code: pool.run(RunRequest(code, image))
    pool.stop()
