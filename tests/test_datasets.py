"""Loading is all or nothing: built apart, re-verified, recorded and activated in one step; and one can go back."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from course import datasets
from course.datasets.pruning import prune
from course.domain.run import DataImage
from course.domain.verification import Outcome, Told, Verified
from course.models import Attempt, DatasetVersion
from course.sandbox import builder
from tests.small_fixtures import bad, good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def images_dir(settings, tmp_path) -> Path:
    settings.IMAGES_DIR = tmp_path / "images"
    return settings.IMAGES_DIR


BROKEN = Verified("count-posts", "exercise", "counting", "Count posts", Outcome.REFERENCE, (
    Told("lessons/x/exercise.yaml", 3, "the solution fails", "mend it"),
))


def load(path: Path, *, activate: bool = True, **options: object) -> datasets.LoadReport:
    return datasets.load_dataset("words", [path], loaded_by="Ann", activate=activate, **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_loaded_version_is_recorded_and_its_images_stand_ready(tmp_path, images_dir):
    report = load(good(tmp_path, "reading", "poetry"))
    version = DatasetVersion.objects.get()
    assert (report.ok, report.activated, report.version, report.counts["blog.Tag"]) == (True, True, version.version, 2)
    assert (version.name, version.loaded_by, version.live, version.counts) == ("words", "Ann", True, report.counts)
    assert datasets.live_image("words", "hidden") == DataImage("words", version.version, "hidden")
    assert sorted(path.name for path in (images_dir / version.version).iterdir()) == [
        "base.sqlite3", "fixture.json.gz", "hidden.sqlite3", "scale-2.sqlite3", "scale-4.sqlite3",
    ]
    assert [path.name for path in images_dir.iterdir()] == [version.version]


def test_a_fixture_with_faults_changes_nothing(tmp_path, images_dir):
    live = load(good(tmp_path, "reading"))
    before = contents(images_dir)
    report = load(bad(tmp_path))
    assert [(fault.file, fault.object, fault.field) for fault in report.faults] == [
        (str(tmp_path / "bad.json"), 1, "colour"), (str(tmp_path / "bad.json"), 2, "name"),
    ]
    assert (report.ok, report.version, report.total_faults, report.activated) == (False, None, 2, False)
    assert datasets.live_image("words").version == live.version
    assert DatasetVersion.objects.count() == 1
    assert contents(images_dir) == before


def test_a_fault_reads_as_one_line_with_file_object_and_remedy(tmp_path):
    line = str(load(bad(tmp_path)).faults[0])
    assert line.startswith(f"{tmp_path / 'bad.json'}: object 1: blog.tag.colour (value 'red'): ")
    assert "no such field" in line


def test_data_that_breaks_an_exercise_changes_nothing(tmp_path, images_dir):
    live = load(good(tmp_path, "reading"))
    seen = []

    def verify(version: DatasetVersion) -> tuple[Verified, ...]:
        seen.append((version.name, datasets.has_images(version.version)))
        return (BROKEN,)

    report = load(good(tmp_path, "poetry"), verify=verify)
    assert (report.ok, report.problems, report.activated) == (False, BROKEN.problems, False)
    assert seen == [("words", True)]
    assert datasets.live_image("words").version == live.version
    assert [path.name for path in images_dir.iterdir()] == [live.version]


def test_when_verifying_itself_fails_nothing_changes(tmp_path, images_dir):
    def verify(version: DatasetVersion) -> tuple[Verified, ...]:
        raise RuntimeError("no jail")

    with pytest.raises(RuntimeError):
        load(good(tmp_path, "reading"), verify=verify)
    assert not DatasetVersion.objects.exists()
    assert list(images_dir.iterdir()) == []


def test_loading_without_activating_leaves_the_live_version(tmp_path):
    first = load(good(tmp_path, "reading"))
    second = load(good(tmp_path, "poetry"), activate=False)
    assert datasets.live_image("words").version == first.version
    datasets.activate("words", second.version)
    assert datasets.live_image("words").version == second.version
    datasets.activate("words", first.version[:10])
    assert datasets.live_image("words").version == first.version
    assert [version.version for version in datasets.list_versions("words")] == [second.version, first.version]


def test_the_same_content_again_is_the_same_version(tmp_path):
    first = load(good(tmp_path, "reading"))
    again = datasets.load_dataset("words", [good(tmp_path, "reading")], loaded_by="Bob", activate=True)
    assert again.version == first.version
    assert DatasetVersion.objects.get().loaded_by == "Ann"


def test_versions_that_nobody_knows_are_refused(tmp_path):
    load(good(tmp_path, "reading"))
    for name, version in (("words", "0" * 64), ("words", ""), ("others", "a")):
        with pytest.raises(datasets.UnknownDataset, match="list_datasets"):
            datasets.activate(name, version)


def test_no_live_version_says_what_to_run():
    with pytest.raises(datasets.UnknownDataset, match=r"manage\.py seed"):
        datasets.live_image("town-library")
    with pytest.raises(datasets.UnknownDataset, match=r"load_dataset words FILE… --activate"):
        datasets.live_image("words")


def test_missing_images_say_what_to_run_and_loading_brings_them_back(tmp_path, images_dir):
    report = load(good(tmp_path, "reading"))
    (images_dir / report.version / "base.sqlite3").unlink()
    with pytest.raises(datasets.UnknownDataset, match="images of words"):
        datasets.live_image("words")
    load(good(tmp_path, "reading"))
    assert datasets.live_image("words").version == report.version


def test_the_database_allows_one_live_version_of_a_name():
    DatasetVersion.objects.create(name="words", version="a", loaded_by="Ann", live=True)
    DatasetVersion.objects.create(name="others", version="a", loaded_by="Ann", live=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        DatasetVersion.objects.create(name="words", version="b", loaded_by="Ann", live=True)


def seed_from(folder: Path, *names: str) -> datasets.LoadReport | None:
    settings.FIXTURES_DIR.joinpath("tags.json").unlink(missing_ok=True)
    good(folder, *names).rename(settings.FIXTURES_DIR / "tags.json")
    return datasets.seed()


def test_seeding_loads_once_follows_the_fixtures_and_respects_an_instructors_choice(settings, tmp_path):
    settings.FIXTURES_DIR = tmp_path / "fixtures"
    settings.FIXTURES_DIR.mkdir()
    first = seed_from(tmp_path, "reading")
    assert first.activated
    assert datasets.seed() is None
    second = seed_from(tmp_path, "reading", "poetry")
    assert datasets.live_image("town-library").version == second.version
    chosen = datasets.load_dataset("town-library", [good(tmp_path, "gardening")], loaded_by="Ann", activate=True)
    third = seed_from(tmp_path, "music")
    assert (third.activated, datasets.live_image("town-library").version) == (False, chosen.version)
    assert datasets.seed() is None


def test_seeding_builds_again_what_was_deleted(settings, tmp_path, images_dir):
    settings.FIXTURES_DIR = tmp_path / "fixtures"
    settings.FIXTURES_DIR.mkdir()
    report = seed_from(tmp_path, "reading")
    for path in (images_dir / report.version).iterdir():
        path.unlink()
    assert datasets.seed().version == report.version
    assert datasets.live_image("town-library").version == report.version


# Bounds --------------------------------------------------------------------------------------------------------------

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


# Old versions ---------------------------------------------------------------------------------------------------------


def age(*versions: str) -> None:
    long_ago = timezone.now() - timedelta(days=1)
    DatasetVersion.objects.filter(version__in=versions).update(loaded_at=long_ago, heartbeat=long_ago)


def test_pruning_keeps_what_is_live_new_or_graded_on_and_removes_the_rest(tmp_path, images_dir):
    graded, old, new, live = (
        load(good(tmp_path, name), activate=name == "live").version for name in ("graded", "old", "new", "live")
    )
    Attempt.objects.create(exercise="x", dataset_version=graded, code="1", verdict=Attempt.Verdict.PASSED)
    assert prune(1) == []  # each was loaded a moment ago
    age(graded, old, new, live)
    assert len(prune(1, dry_run=True)) == 2
    assert all(pruned.size > 100_000 for pruned in prune(1))
    assert {path.name for path in images_dir.iterdir()} == {new, live}
    assert DatasetVersion.objects.get(version=graded).state == "pruned"
    assert not DatasetVersion.objects.filter(version=old).exists()
    with pytest.raises(datasets.UnknownDataset, match="images of words"):
        datasets.activate("words", graded)
    load(good(tmp_path, "graded"), activate=False)
    assert DatasetVersion.objects.get(version=graded).state == "verified"


def test_images_that_serve_another_name_stay_and_count_for_nothing(tmp_path, images_dir):
    path = good(tmp_path, "shared")
    version = load(path).version
    datasets.load_dataset("others", [path], loaded_by="Ann", activate=True)
    load(good(tmp_path, "newer"))
    age(version)
    DatasetVersion.objects.update(activated_at=timezone.now() - timedelta(days=1))
    assert [(pruned.what, pruned.size) for pruned in prune(0)] == [(f"words {version[:12]}", 0)]
    assert datasets.live_image("others").version == version


def test_pruning_removes_what_dead_processes_left_and_keeps_what_was_live_a_moment_ago(tmp_path, images_dir):
    before = load(good(tmp_path, "before")).version
    now = load(good(tmp_path, "now")).version
    age(before, now)
    left = images_dir / ".building-x"
    left.mkdir()
    os.utime(left, (0, 0))
    assert [pruned.what for pruned in prune(0)] == [".building-x, left behind"]
    DatasetVersion.objects.update(activated_at=timezone.now() - timedelta(days=1))
    assert len(prune(0)) == 1
    assert {path.name for path in images_dir.iterdir()} == {now}


# The building process itself ---------------------------------------------------------------------------------------


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
