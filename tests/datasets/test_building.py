"""The process that reads fixtures: confined, bounded, and reported where it fails."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from course.models import DatasetVersion
from course.sandbox import builder
from tests.datasets.loading import load
from tests.small_fixtures import good

pytestmark = pytest.mark.django_db

MIB = 1024 * 1024
BOMBS = {  # name: content, and what is said about it
    "large.json": (lambda: b"[" + b" " * (50 * MIB) + b"]", "more than 33,554,432 bytes"),
    "zipped.json.gz": (lambda: gzip.compress(b" " * (200 * MIB)), "more than 33,554,432 bytes unpacked"),
    "laughs.yaml": (
        lambda: b"".join(b"- &a%d [%s]\n" % (n, b", ".join([b"*a%d" % (n - 1)] * 10 if n else [b"ha"] * 10)) for n in range(12)),
        "repeats a part of the file by reference",
    ),
    "objects.json": (lambda: b"[" + b'{"":{"":0}},' * 2_750_000 + b"{}]", "needs more memory than it may use"),
    "user.json": (lambda: b'[{"model": "auth.user", "pk": 1, "fields": {"is_superuser": true}}]', "no such model"),
}
BUILD = """
import resource, sys
from pathlib import Path
import django
django.setup()
from course.sandbox.builder import BuilderFailed, build_images
try:
    print(build_images([Path(sys.argv[1])], Path(sys.argv[2]))["faults"][0]["problem"])
except BuilderFailed as failed:
    print(failed.message)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_a_clear_line_and_bounded_memory(name, tmp_path):
    content, words = BOMBS[name]
    (tmp_path / name).write_bytes(content())
    (tmp_path / "out").mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path / name), str(tmp_path / "out")], cwd=settings.BASE_DIR,
        capture_output=True, text=True, timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    line, peak_mib = ended.stdout.splitlines()
    assert words in line
    assert int(peak_mib) < 1024
    assert list((tmp_path / "out").iterdir()) == []


def test_the_building_process_sees_nothing_of_the_sites_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert set(builder.environment()) == {"DJANGO_SETTINGS_MODULE", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONPATH"}


def run_in_builder(folder: Path, code: str) -> str:
    """What a program prints where fixtures are read."""
    if not builder.bubblewrap_works():
        pytest.skip("bubblewrap does not work here: `apt install bubblewrap`, or allow user namespaces")
    fixture = good(folder, "reading")
    command = builder.command([fixture], folder / "out")
    program = [*command[: command.index("-m")], "-c", code]
    (folder / "out").mkdir()
    ended = subprocess.run(program, env=builder.environment(), capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_bubblewrap_shows_no_site_and_no_network_and_one_writable_folder(tmp_path):
    base = settings.BASE_DIR
    code = f"""
import os, socket
seen = sorted(os.listdir({str(base)!r}))
try:
    socket.create_connection(("127.0.0.1", 1), timeout=1); net = "reached"
except OSError as error:
    net = error.strerror
def writable(path):
    try:
        open(path, "w").close(); return True
    except OSError:
        return False
print(seen, os.path.exists("/proc/self"), os.path.exists("/etc/passwd"), len(os.listdir("/home") if os.path.exists("/home") else []),
      writable({str(tmp_path / "out" / "x")!r}), writable({str(base / "sandbox_app" / "x.py")!r}))
"""
    printed = run_in_builder(tmp_path, code)
    own_environment = [Path(sys.prefix).name] if Path(sys.prefix).parent == base else []
    assert printed.startswith(str([*own_environment, "sandbox_app"])), printed
    assert printed.endswith("False False 0 True False"), printed


def test_a_builder_that_dies_is_reported_as_our_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(builder, "ENVIRONMENT", {"DJANGO_SETTINGS_MODULE": "no.such.settings"})
    with pytest.raises(builder.BuilderFailed, match="No module named"):
        load(good(tmp_path, "reading"))
    assert not DatasetVersion.objects.exists()


def test_a_builder_without_bubblewrap_builds_the_same(tmp_path, monkeypatch):
    confined = load(good(tmp_path, "reading"))
    monkeypatch.setattr(builder, "bubblewrap_works", lambda: False)
    folder = tmp_path / "plain"
    folder.mkdir()
    assert builder.build_images([good(tmp_path, "reading")], folder)["version"] == confined.version
    image = Path(settings.IMAGES_DIR) / confined.version / "base.sqlite3"
    assert (folder / "base.sqlite3").read_bytes() == image.read_bytes()
    assert os.listdir(folder)
