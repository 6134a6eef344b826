"""How long a run takes in the jail, beside the floor and a fresh process, interleaved in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from bench.figures import ratios, summary
from bench.snippets import SNIPPETS
from course.domain.run import DataImage, RunRequest
from course.sandbox import jail, limits
from course.sandbox.pool import Pool
from course.sandbox.supervisor import Supervisor

# A learner presses a key between two runs; the pool refills in that time.
PAUSE_SECONDS = 0.06


class Floor:
    """The warm process that executes without a jail."""

    def __init__(self, image: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.floor", str(image)],
            cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, code: str) -> dict[str, float]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"code": code}) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def stop(self) -> None:
        self.process.communicate()


def fresh_process(image: Path, code: str) -> None:
    command = [sys.executable, "-m", "bench.floor", str(image), code]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True)


def new_pool() -> Pool:
    configured = limits.configured()
    levels = jail.levels(settings.SANDBOX_LEVEL)
    return Pool(configured, Supervisor(configured, Path(settings.IMAGES_DIR), levels))


def milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def latency(pool: Pool, image: DataImage, path: Path, rounds: int) -> dict[int, dict[str, Any]]:
    """For each snippet: the jail and the floor (interleaved), a fresh process, and the ratios between them."""
    floor, told = Floor(path), {}
    for queries, code in SNIPPETS.items():
        jailed, bare = [], []
        for _ in range(rounds):
            time.sleep(PAUSE_SECONDS)
            jailed.append(milliseconds(partial(checked, pool, image, queries)))
            bare.append(floor.run(code)["ms"])
        fresh = [milliseconds(partial(fresh_process, path, code)) for _ in range(5)]
        told[queries] = {"jail": summary(jailed), "floor": summary(bare), "fresh": summary(fresh)}
        told[queries] |= {"ratio": ratios(summary(jailed), summary(bare))}
        told[queries] |= {"fresh_to_jail": round(summary(fresh)["p50"] / summary(jailed)["p50"], 1)}
    floor.stop()
    return told


def checked(pool: Pool, image: DataImage, queries: int) -> None:
    result = pool.run(RunRequest(SNIPPETS[queries], image))
    if result.query_count != queries:
        raise SystemExit(f"{queries} queries were expected, {result.query_count} counted ({result.status})")


def throughput(pool: Pool, image: DataImage, clients: int, runs: int) -> dict[str, float]:
    """Runs a second with so many clients who press Run again at once (one query each)."""
    with ThreadPoolExecutor(clients) as threads:
        each = lambda _: milliseconds(lambda: checked(pool, image, 1))  # noqa: E731
        started = time.perf_counter()
        times = list(threads.map(each, range(runs)))
        elapsed = time.perf_counter() - started
    return {"runs_a_second": round(runs / elapsed, 1)} | summary(times)


def cpu_per_run(pool: Pool, image: DataImage, path: Path, queries: int, runs: int) -> dict[str, float]:
    """CPU milliseconds of every process of the runner for one run, refill included, and of the floor (interleaved)."""
    floor, bare = Floor(path), 0.0
    floor.run(SNIPPETS[queries])
    before = runner_cpu_seconds(pool)
    for _ in range(runs):
        checked(pool, image, queries)
        time.sleep(PAUSE_SECONDS)
        bare += floor.run(SNIPPETS[queries])["cpu_ms"]
    jailed, bare = (runner_cpu_seconds(pool) - before) * 1000 / runs, bare / runs
    floor.stop()
    return {"jail_ms": round(jailed, 2), "floor_ms": round(bare, 2), "ratio": round(jailed / bare, 2)}


def runner_cpu_seconds(pool: Pool) -> float:
    """This process, the zygotes, and their children, living and reaped (proc(5), stat, fields 14 to 17, in ticks)."""
    ticks = sum(sum(map(int, _stat(pid)[11:15])) for pid in _processes(pool))
    return ticks / os.sysconf("SC_CLK_TCK") + time.process_time()


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may itself hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def start_up() -> dict[str, float]:
    started = time.perf_counter()
    pool = new_pool()
    seconds = time.perf_counter() - started
    time.sleep(1)
    memory = proportional_mib(pool)
    pool.stop()
    return {"seconds_with_self_test": round(seconds, 2), "idle_pss_mib": memory}


def proportional_mib(pool: Pool) -> float:
    """Proportional memory (PSS) of the zygotes and all their children, in MiB."""
    return round(sum(_pss_kib(pid) for pid in _processes(pool)) / 1024, 1)


def _processes(pool: Pool) -> list[int]:
    supervisor = pool.conductor
    assert isinstance(supervisor, Supervisor)
    return [pid for zygote in supervisor.station.zygotes() for pid in _tree(zygote.process.pid)]


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _tree(int(child)))]


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def machine() -> dict[str, Any]:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "",
    )
    return {"cores": os.cpu_count(), "processor": model, "python": sys.version.split()[0], "kernel": os.uname().release}
