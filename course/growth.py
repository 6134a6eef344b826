"""Runs the same code on the data at ×1, ×2 and ×4, and tells how the number of queries grows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from course.datasets import live_image
from course.domain.insight.growth import Growth, growth
from course.domain.run import SCALES, RunRequest, RunStatus
from course.sandbox import pool


def growth_of(code: str, dataset: str) -> Growth:
    """Raises SandboxUnavailable, SandboxBusy and UnknownDataset. A run that a limit stops tells what it sent."""
    # All on one version, also when another is made live in between.
    base = live_image(dataset)
    first, *larger = [RunRequest(code, replace(base, variant=variant)) for variant in SCALES.values()]
    run = pool.run(first)
    if run.status not in (RunStatus.OK, RunStatus.ERROR):
        return growth([run], pool.shared().tables)  # what a limit stops here, it would stop on more data as well
    with ThreadPoolExecutor(len(larger)) as threads:
        return growth([run, *threads.map(pool.run, larger)], pool.shared().tables)
