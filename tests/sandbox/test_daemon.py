"""The daemon as hosts run it: a process of its own on a Unix socket."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from course.domain.run import DataImage, RunRequest, RunStatus
from course.sandbox import limits
from course.sandbox.daemon_client import DaemonClient
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from course.sandbox.pool import Pool
from tests.waiting import wait_for


@contextmanager
def daemon(path: Path, **environment: str):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "sandbox_daemon", "--socket", str(path)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "IMAGES_DIR": str(settings.IMAGES_DIR),
            "DJANGO_SETTINGS_MODULE": "course.settings",
            **environment,
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("The sandbox listens on ")
        yield process
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "sandbox.sock"


@pytest.fixture
def client(path) -> Pool:
    configured = limits.configured()
    return Pool(configured, DaemonClient(path, configured))


@pytest.fixture
def request_for(town_library):
    return lambda code: RunRequest(code, DataImage("town-library", town_library.version))


def test_runs_through_the_daemon_are_the_same_as_without_it(path, client, request_for, run):
    code = "for p in Post.objects.all():\n    print(p.author.name)\n"
    with daemon(path):
        with ThreadPoolExecutor(4) as threads:
            results = list(threads.map(client.run, [request_for(code)] * 8))
        assert client.run(request_for("Tag.objects.create(name='x', active=True)\nNone")).tables_changed[0][0] == "Tag"
    alone = run(code)
    assert {(told.status, told.query_count, told.stdout) for told in results} == {(RunStatus.OK, 101, alone.stdout)}


def test_socket_is_for_its_own_user_only_and_gone_after_the_end(path, client, level):
    with daemon(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert client.status()["level"] == level.name
    assert not path.exists()


def test_sigterm_finishes_the_run_at_work(path, client, request_for):
    results = []
    with daemon(path) as process:
        slow = threading.Thread(
            target=lambda: results.append(client.run(request_for("import time; time.sleep(1)\nPost.objects.count()")))
        )
        slow.start()
        wait_for(lambda: client.status()["running"], 30)
        process.send_signal(signal.SIGTERM)
        slow.join()
        assert process.wait(10) == 0
    assert results[0].value.json == 100


def test_killed_daemon_gives_a_clear_answer_and_its_successor_works(path, client, request_for):
    outcomes = []

    def submit():
        try:
            client.run(request_for("import time; time.sleep(60)"))
        except SandboxBusy as busy:
            outcomes.append(busy.message)

    with daemon(path) as process:
        slow = threading.Thread(target=submit)
        slow.start()
        wait_for(lambda: client.status()["running"], 30)
        process.kill()
        slow.join(30)
    assert outcomes == ["The runner stopped during this run and is starting again. Your code is kept."]
    with daemon(path):
        assert client.run(request_for("Post.objects.count()")).value.json == 100


def test_no_daemon_says_what_to_start(client, request_for):
    with pytest.raises(SandboxUnavailable, match="sandbox_daemon"):
        client.run(request_for("1"))


def test_noise_on_the_socket_disturbs_nobody(path, client, request_for):
    with daemon(path):
        for noise in (b"", b"\xff" * 100, b"\x02\x00\x00\x00{}", b"\xff\xff\xff\xff", b"GET / HTTP/1.0\r\n\r\n"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stranger:
                stranger.connect(str(path))
                stranger.sendall(noise)
            assert client.run(request_for("Post.objects.count()")).value.json == 100


def test_image_names_cannot_lead_out_of_the_folder(path, client):
    with daemon(path), pytest.raises(SandboxBusy):
        client.run(RunRequest("1", DataImage("town-library", "../../etc")))


def test_second_daemon_on_the_same_socket_refuses(path):
    with daemon(path):
        second = subprocess.run(
            [sys.executable, "manage.py", "sandbox_daemon", "--socket", str(path)],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (second.returncode, "another sandbox daemon already answers" in second.stderr) == (2, True)
