"""Hostile and honest runs for a long time, on eight threads: `python -m tests.attacks.soak [RUNS]`, 1,000 by default.

Every second run is a control run on pristine data. At the end nothing may be left: no process, no descriptor, no
temporary file, no memory beyond what the supervisor had once it was warm.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from course.sandbox.errors import SandboxError
from course.sandbox.jail import Level
from course.sandbox.pool import Pool
from tests.attacks import conduct

THREADS = 8
# Cases that take the whole time limit come seldom, as they do on a site.
SLOW = frozenset({"cpu", "memory"})
SLOW_SHARE = 0.1


@dataclass(frozen=True)
class Figures:
    """What a soak leaves behind."""

    level: str
    runs: int
    seconds: float
    wrong_controls: int
    broken_cases: int
    failed_runs: int
    descriptors_left: int
    processes_left: int
    files_left: int
    memory_grown_kib: int


SETTLE_SECONDS, STILL_SECONDS = 20.0, 1.0


def soaked(level: Level, images: Path, version: str, runs: int) -> Figures:
    """Raises SandboxError when the level cannot be had here."""
    source = random.Random(20_260_630)
    chosen = [_next_case(source) for _ in range(runs // 2)]
    descriptors, files, started = _descriptors(), _temporary_files(), time.monotonic()
    with conduct.pool_at(level, images) as pool:
        _together(pool, version, level, chosen[: len(chosen) // 5])
        warm = _memory_kib()
        outcomes = _together(pool, version, level, chosen[len(chosen) // 5 :])
        grown = _memory_kib() - warm
        busy = _together(pool, version, level, [])
    problems = [problem for outcome in [*outcomes, *busy] for problem in outcome.problems]
    controls = [problem for problem in problems if problem.startswith("the control run")]
    failed = [problem for problem in problems if problem.startswith("the run itself")]
    for problem in problems:
        print(problem, file=sys.stderr)
    return Figures(
        level.name, 2 * len(chosen), round(time.monotonic() - started, 1), len(controls),
        len(problems) - len(controls) - len(failed), len(failed), _descriptors() - descriptors, len(_children()),
        len(_temporary_files() - files), grown,
    )  # fmt: skip


def _next_case(source: random.Random) -> conduct.Case:
    slow = source.random() < SLOW_SHARE
    return source.choice([case for case in _CASES if (case.kind in SLOW) is slow])


_CASES = [case for case in conduct.cases() if case.kind != conduct.GRADING]


def _together(pool: Pool, version: str, level: Level, chosen: list[conduct.Case]) -> list[conduct.Outcome]:
    def attempt(case: conduct.Case) -> conduct.Outcome:
        problems = [f"{case.kind}/{case.name}: {told}" for told in conduct.tried(pool, version, case, level.name)]
        return conduct.Outcome(case.name, (*problems, *conduct.controlled(pool, version)))

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(attempt, chosen))


def _descriptors() -> int:
    """How many are open once that number keeps still: other pools of this process may still be refilling."""
    count, since, deadline = -1, time.monotonic(), time.monotonic() + SETTLE_SECONDS
    while time.monotonic() - since < STILL_SECONDS and time.monotonic() < deadline:
        now = len(os.listdir("/proc/self/fd"))
        if now != count:
            count, since = now, time.monotonic()
        time.sleep(0.05)
    return count


def _memory_kib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def _children() -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == os.getpid():
            found.append(int(folder.name))
    return found


def _temporary_files() -> set[str]:
    return set(os.listdir(tempfile.gettempdir()))


def main(runs: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.conf import settings

    django.setup()
    from course.sandbox import jail
    from course.sandbox.builder import build_images

    with tempfile.TemporaryDirectory() as folder:
        images = Path(folder)
        (images / "building").mkdir()
        built = build_images(sorted(Path(settings.FIXTURES_DIR).glob("*.json")), images / "building")
        (images / "building").rename(images / built["version"])
        tempfile.tempdir = str(images)
        for level in jail.LEVELS:
            try:
                print(json.dumps(asdict(soaked(level, images, built["version"], runs))), flush=True)
            except SandboxError as error:
                print(error.message)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
