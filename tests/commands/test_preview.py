"""`preview`: started as an author starts it, it serves the lesson with its panel, and says where."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.lesson_tree import write_lessons


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def page_of(address: str, patience: float = 60) -> str:
    until = time.monotonic() + patience
    while True:
        try:
            return urlopen(address, timeout=5).read().decode()
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_it_serves_the_lesson_with_its_panel(tmp_path):
    write_lessons(tmp_path / "lessons")
    own = {"VAR_DIR": str(tmp_path / "var"), "LESSONS_DIR": str(tmp_path / "lessons"), "DJANGO_SETTINGS_MODULE": "course.settings"}
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "IMAGES_DIR")} | own
    command = [sys.executable, "manage.py", "preview", "n-plus-one", "--port", str(free_port())]
    server = subprocess.Popen(
        command, cwd=Path(settings.BASE_DIR), env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True, start_new_session=True,
    )
    try:
        address = re.match(r"(http://127\.0\.0\.1:\d+/lessons/n-plus-one/) ", server.stdout.readline())[1]
        assert 'data-preview="/lessons/n-plus-one/preview/"' in page_of(address)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate(timeout=20)


def test_an_unknown_lesson_is_misuse(tmp_path, settings, capsys):
    settings.LESSONS_DIR = tmp_path
    write_lessons(tmp_path)
    with pytest.raises(SystemExit) as ended:
        call_command("preview", "n-plus-two")
    assert ended.value.code == 2
    assert "There are: n-plus-one." in capsys.readouterr().err
