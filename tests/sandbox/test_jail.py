"""The levels: the self-test passes in each, and honest code gives the same answer in each."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from course.domain.run import DataImage, RunRequest, RunStatus
from course.sandbox import jail, limits, probes
from tests.sandbox.conftest import pool_of


@pytest.fixture(scope="module", params=jail.LEVELS, ids=lambda level: level.name)
def level_pool(request, town_library):
    pool = pool_of(replace(limits.configured(), ready_pairs=1), request.param)
    status = pool.status()
    if status["level"] is None:
        pytest.skip(f"level {request.param.name} cannot be had here: {status['refused']}")
    yield pool
    pool.stop()


def on(pool, town_library, code):
    return pool.run(RunRequest(code, DataImage("town-library", town_library.version)))


def test_nothing_forbidden_can_be_done(level_pool, town_library):
    assert on(level_pool, town_library, probes.PROGRAM).value.text == probes.NOTHING


def test_honest_code_works(level_pool, town_library):
    result = on(level_pool, town_library, "import statistics\n[p.author.name for p in Post.objects.all()]")
    assert (result.status, result.query_count) == (RunStatus.OK, 101)


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/hostname').read()",
        "import os; os.listdir('/var')",
        "import socket; socket.create_connection(('127.0.0.1', 6379), timeout=1)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.kill(os.getppid(), 9)",
        "connection.cursor().execute(\"ATTACH '/tmp/x.db' AS x\")",
        "connection.cursor().execute('PRAGMA writable_schema = 1')",
        "connection.cursor().execute(\"SELECT load_extension('x')\")",
    ],
)
def test_forbidden_things_raise_and_the_next_run_is_right(level_pool, town_library, code):
    assert on(level_pool, town_library, code).status is RunStatus.ERROR
    assert on(level_pool, town_library, "Post.objects.count()").value.json == 100


def test_self_test_has_teeth():
    """The same program outside the jail does find things that it can do."""
    body, _, final = probes.PROGRAM.rstrip().rpartition("\n")
    outside = subprocess.run(
        [sys.executable, "-c", f"{body}\nprint({final})"], capture_output=True, text=True, check=True
    )
    assert {"read /etc/passwd", "write a file", "fork", "start a program", "open a TCP socket"} <= set(
        outside.stdout.splitlines()
    )


def test_levels_are_accepted_down_to_the_one_named():
    names = {lowest: "".join(level.name for level in jail.levels(lowest)) for lowest in ("auto", "A", "B", "C")}
    assert names == {"auto": "ABC", "A": "A", "B": "AB", "C": "ABC"}
