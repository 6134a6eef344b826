"""The pool: many callers, dead zygotes, missing data, a clean end."""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from course.domain.run import DataImage, RunRequest
from course.sandbox import jail, limits, zygotes
from course.sandbox.errors import SandboxBusy, SandboxUnavailable, ZygoteDied
from course.sandbox.pair import Evidence
from course.sandbox.supervisor import whole
from tests.sandbox.conftest import pool_of


@pytest.fixture
def own_pool(level, town_library):
    pool = pool_of(replace(limits.configured(), queue=4, wall_seconds=2), level)
    yield pool
    pool.stop()


def count_posts(pool, town_library, variant="base"):
    request = RunRequest("Post.objects.count()", DataImage("town-library", town_library.version, variant))
    return pool.run(request).value.json


def test_concurrent_runs_on_different_images_do_not_mix(sandbox, town_library):
    variants = ["base", "scale-2", "scale-4"] * 8
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda variant: count_posts(sandbox, town_library, variant), variants))
    assert counts == [100, 200, 400] * 8


def test_a_zygote_has_found_the_pages_that_a_run_writes_to(sandbox):
    for zygote in sandbox.conductor.station.zygotes():
        assert zygote.hello["pages"] > zygote.hello["pages_to_enter"] > 50


def test_where_the_kernel_tells_no_pages_children_rehearse_side_by_side(level, town_library, tmp_path, monkeypatch):
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "maps").symlink_to("/proc/self/maps")
    monkeypatch.setattr(zygotes, "PROCESS_FILES", tmp_path)
    pool = pool_of(replace(limits.configured(), ready_pairs=4), *jail.LEVELS[1:])
    try:
        first = list(pool.conductor.station.zygotes())
        assert [zygote.hello["pages"] for zygote in first] == [0, 0]
        with ThreadPoolExecutor(4) as threads:
            counts = list(threads.map(lambda _: count_posts(pool, town_library), range(24)))
        assert counts == [100] * 24
        assert list(pool.conductor.station.zygotes()) == first
    finally:
        pool.stop()


def test_a_pair_keeps_to_one_processor_and_runs_side_by_side_to_different_ones(own_pool, town_library):
    code = "import os, time; time.sleep(1); sorted(os.sched_getaffinity(0))"
    request = RunRequest(code, DataImage("town-library", town_library.version))
    at_once = own_pool.conductor.most_running
    with ThreadPoolExecutor(at_once) as threads:
        told = [result.value.rows for result in threads.map(own_pool.run, [request] * at_once)]
    assert all(len(processors) == 1 for processors in told)
    assert len({processors[0] for processors in told}) == min(at_once, len(os.sched_getaffinity(0)))


@pytest.mark.parametrize("role", ["learners", "brokers"])
def test_killed_zygote_is_replaced(own_pool, town_library, role):
    zygote = getattr(own_pool.conductor.station, role)
    os.kill(zygote.process.pid, signal.SIGKILL)
    assert [count_posts(own_pool, town_library) for _ in range(3)] == [100, 100, 100]
    assert getattr(own_pool.conductor.station, role).process.pid != zygote.process.pid


@pytest.mark.parametrize("ended", ["exited", "stopped"])
def test_a_run_that_had_hardly_begun_when_its_zygote_died_is_run_again(own_pool, ended):
    pair = own_pool.conductor.station.forked_pair()
    pair.wait_until_ready()
    cut_short = Evidence(ended, b"", b"", b"", b"", elapsed_ms=20)
    assert whole(cut_short, pair) is cut_short  # its own end, while the zygotes live
    broker = pair.broker.zygote.process
    broker.kill()
    broker.wait()
    with pytest.raises(ZygoteDied):
        whole(cut_short, pair)
    assert whole(replace(cut_short, elapsed_ms=2_000), pair).ended == ended
    pair.close()


def test_full_queue_is_refused_at_once(own_pool, town_library):
    slow = RunRequest("import time; time.sleep(60)", DataImage("town-library", town_library.version))
    outcomes: list[object] = []

    def submit():
        try:
            outcomes.append(own_pool.run(slow).status.value)
        except SandboxBusy as busy:
            outcomes.append(busy.retry_after)

    threads = [threading.Thread(target=submit) for _ in range(own_pool.conductor.most_running + 4 + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count(2), len(outcomes)) == (3, len(threads))


def test_missing_image_says_what_to_run(sandbox):
    with pytest.raises(SandboxUnavailable, match=r"manage\.py seed"):
        sandbox.run(RunRequest("1", DataImage("town-library", "0" * 64)))


def test_stopping_leaves_no_process_and_no_descriptor(level, town_library):
    gc.collect()  # what other tests left open
    before = len(os.listdir("/proc/self/fd"))
    pool = pool_of(limits.configured(), level)
    count_posts(pool, town_library)
    processes = [pool.conductor.station.learners.process, pool.conductor.station.brokers.process]
    pool.stop()
    assert [process.poll() is not None for process in processes] == [True, True]
    assert len(os.listdir("/proc/self/fd")) <= before


def test_no_acceptable_level_refuses_and_says_why(town_library):
    pool = pool_of(limits.configured())
    with pytest.raises(SandboxUnavailable, match="exercises cannot run on this host"):
        pool.run(RunRequest("1", DataImage("town-library", town_library.version)))
