"""Fixtures of the whole suite: the real dataset, the real jail. With CI=true a skipped test is a failed one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from course.models import DatasetVersion
from course.sandbox import pool
from course.sandbox.builder import build_images
from tests.attacks.summary import pytest_sessionfinish, pytest_terminal_summary  # noqa: F401 - hooks

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{item.nodeid} may not be skipped with CI=true: {reason}"
    return report


@dataclass(frozen=True)
class BuiltDataset:
    """The images of town-library, built once for this test process."""

    version: str
    counts: dict[str, int]


@pytest.fixture(scope="session")
def town_library(tmp_path_factory: pytest.TempPathFactory) -> BuiltDataset:
    images = tmp_path_factory.mktemp("images")
    settings.IMAGES_DIR = images
    building = images / "building"
    building.mkdir()
    built = build_images(sorted(Path(settings.FIXTURES_DIR).glob("*.json")), building)
    assert built["total_faults"] == 0, built["faults"]
    building.rename(images / built["version"])
    return BuiltDataset(built["version"], built["counts"])


@pytest.fixture
def live_dataset(db: None, town_library: BuiltDataset) -> DatasetVersion:
    """town-library, live in the test's database."""
    return DatasetVersion.objects.create(
        name="town-library", version=town_library.version, loaded_by="tests", live=True, counts=town_library.counts
    )


@pytest.fixture(scope="session")
def sandbox(town_library: BuiltDataset) -> Iterator[pool.Pool]:
    """The process's own pool with the real jail; it ends with the session."""
    shared = pool.shared()
    status = shared.status()
    if status["level"] is None:
        pytest.skip(f"no jail on this machine: {status['refused']}")
    yield shared
    pool.stop()
