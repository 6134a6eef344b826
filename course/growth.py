"""Runs the same code on the data at ×1, ×2 and ×4, and tells how the number of queries grows."""

from __future__ import annotations

from dataclasses import replace

from course.datasets import live_image
from course.domain.growth import Growth, growth
from course.domain.run import SCALES, RunRequest, RunResult, RunStatus
from course.sandbox import pool


def growth_of(code: str, dataset: str) -> Growth:
    """Raises SandboxUnavailable, SandboxBusy and UnknownDataset. A run that a limit stops tells what it sent."""
    # All on one version, also when another is made live in between.
    base = live_image(dataset)
    runs: list[RunResult] = []
    for variant in SCALES.values():
        runs.append(pool.run(RunRequest(code, replace(base, variant=variant))))
        if runs[-1].status not in (RunStatus.OK, RunStatus.ERROR):
            break  # what a limit stops here, it would stop on more data as well
    return growth(runs, pool.shared().tables)
