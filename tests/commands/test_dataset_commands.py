"""load_dataset, list_datasets, activate_dataset and seed as people and machines call them: real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.small_fixtures import bad, good


@dataclass(frozen=True)
class Site:
    """A database and an image folder of their own."""

    folder: Path

    def manage(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}", "IMAGES_DIR": str(self.folder / "images"),
            "DJANGO_SETTINGS_MODULE": "course.settings", "LESSONS_DIR": str(self.folder / "lessons"),
        }
        return subprocess.run(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *map(str, arguments)],
            env=environment, capture_output=True, text=True, timeout=120,
        )

    def listed(self) -> list[dict]:
        return json.loads(self.manage("list_datasets", "--json").stdout)


LESSON = """---
title: Tags
number: "1.1"
module: Words
minutes: 5
dataset: tagged
goals: [Count tags]
facts: ["000-01"]
summary: Tags are counted.
---
Count them.

```run how-many-tags
code: |
  print(Tag.objects.count())
output: |
  1
```
"""


def migrated(folder: Path) -> Site:
    """Its one lesson says how many tags the dataset `tagged` has."""
    (folder / "lessons" / "11-tags").mkdir(parents=True)
    (folder / "lessons" / "11-tags" / "lesson.md").write_text(LESSON)
    found = Site(folder)
    ended = found.manage("migrate", "--skip-checks", "-v0")
    assert ended.returncode == 0, ended.stderr
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    return migrated(tmp_path_factory.mktemp("site"))


def test_seed_loads_the_towns_data_and_does_so_once(tmp_path):
    site = migrated(tmp_path)
    first = site.manage("seed")
    assert first.returncode == 0, first.stderr
    assert "live now" in first.stdout
    assert site.manage("seed").stdout == "town-library is loaded already.\n"
    (town,) = [version for version in site.listed() if version["name"] == "town-library"]
    assert (town["live"], town["loaded_by"], town["counts"]["blog.Post"]) == (True, "manage.py seed", 100)


def test_load_list_activate_and_go_back(site, tmp_path):
    first = json.loads(site.manage("load_dataset", "words", good(tmp_path, "reading"), "--activate", "--json").stdout)
    second = json.loads(site.manage("load_dataset", "words", good(tmp_path, "poetry"), "--json").stdout)
    assert (first["activated"], second["activated"], first["faults"], first["problems"]) == (True, False, [], [])
    words = {version["version"]: version["live"] for version in site.listed() if version["name"] == "words"}
    assert words == {first["version"]: True, second["version"]: False}
    ended = site.manage("activate_dataset", "words", second["version"])
    assert (ended.returncode, ended.stdout) == (0, f"words {second['version']} is live.\n")
    assert site.manage("activate_dataset", "words", first["version"][:12]).returncode == 0
    words = {version["version"]: version["live"] for version in site.listed() if version["name"] == "words"}
    assert words == {first["version"]: True, second["version"]: False}
    assert f"* words  {first['version'][:12]}" in site.manage("list_datasets").stdout


def test_data_that_breaks_a_lesson_is_refused_with_the_lessons_file_and_line(site, tmp_path):
    fits = site.manage("load_dataset", "tagged", good(tmp_path, "reading"), "--activate")
    if fits.returncode == 3:
        pytest.skip(fits.stderr)
    assert fits.returncode == 0, fits.stderr
    before = site.listed()
    breaks = site.manage("load_dataset", "tagged", good(tmp_path, "reading", "poetry"), "--activate")
    assert breaks.returncode == 1
    assert f"{site.folder / 'lessons' / '11-tags' / 'lesson.md'}:" in breaks.stderr
    assert breaks.stderr.splitlines()[-1] == "Nothing was changed."
    assert site.listed() == before


def test_a_bad_fixture_ends_with_1_a_line_for_each_fault_and_no_change(site, tmp_path):
    before = site.listed()
    path = bad(tmp_path)
    ended = site.manage("load_dataset", "words", path, "--activate")
    lines = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert [line.split(": ")[:2] for line in lines[:2]] == [[str(path), "object 1"], [str(path), "object 2"]]
    assert lines[2:] == ["Nothing was changed."]
    assert site.listed() == before


def test_json_of_a_bad_fixture_is_one_value_with_its_faults(site, tmp_path):
    path = tmp_path / "broken.json"
    path.write_text("[{,")
    ended = site.manage("load_dataset", "words", path, "--json")
    report = json.loads(ended.stdout)
    assert (ended.returncode, report["version"], report["total_faults"]) == (1, None, 1)
    assert (report["faults"][0]["file"], report["faults"][0]["object"]) == (str(path), None)
    assert "not JSON" in report["faults"][0]["problem"]


def test_an_export_loads_again_to_the_same_version(site, tmp_path):
    assert site.manage("seed").returncode == 0
    written = json.loads(site.manage("export_dataset", "town-library", "--to", tmp_path / "out", "--json").stdout)
    assert [Path(name).name for name in written["files"]] == ["blog.json", "library.json"]
    again = json.loads(site.manage("load_dataset", "copy", *written["files"], "--json").stdout)
    assert again["version"] == written["version"]


def test_what_breaks_a_lesson_is_loaded_only_with_a_reason_and_switches_nothing_else(site, tmp_path):
    files = good(tmp_path, "reading", "poetry", "prose")
    loaded = site.manage("load_dataset", "tagged", files, "--override", "New words", "--activate", "--json")
    if loaded.returncode == 3:
        pytest.skip(loaded.stderr)
    report = json.loads(loaded.stdout)
    assert (loaded.returncode, report["activated"], report["overridden"], len(report["problems"])) == (0, True, True, 1)
    (live,) = [one for one in site.listed() if one["name"] == "tagged" and one["live"]]
    assert (live["version"], live["switched_off"]) == (report["version"], [])  # a sample goes on running


def test_what_a_lesson_changed_is_verified_before_a_version_goes_live(site, tmp_path):
    loaded = site.manage("load_dataset", "tagged", good(tmp_path, "chess"), "--json")
    if loaded.returncode == 3:
        pytest.skip(loaded.stderr)
    version, lesson = json.loads(loaded.stdout)["version"], site.folder / "lessons" / "11-tags" / "lesson.md"
    lesson.write_text(LESSON.replace("  1\n", "  7\n"))
    refused = site.manage("activate_dataset", "tagged", version)
    lesson.write_text(LESSON)
    told, why = refused.stderr.splitlines()
    assert refused.returncode == 1
    assert told.endswith("1 item of the course changed since. Verifying that first …")
    assert "breaks 1 item of the course: how-many-tags. Say why with --override" in why
    ended = site.manage("activate_dataset", "tagged", version)
    assert (ended.returncode, ended.stdout) == (0, f"tagged {version} is live.\n")


def test_the_same_data_loaded_twice_at_once_is_one_version(site, tmp_path):
    files = good(tmp_path, "at", "once")
    with ThreadPoolExecutor(2) as threads:
        both = list(threads.map(lambda _: site.manage("load_dataset", "twice", files, "--json"), range(2)))
    assert [ended.returncode for ended in both] == [0, 0], both[0].stderr + both[1].stderr
    assert len({json.loads(ended.stdout)["version"] for ended in both}) == 1
    assert len([one for one in site.listed() if one["name"] == "twice"]) == 1


def test_pruning_says_what_it_removes(site):
    assert site.manage("prune_datasets", "--dry-run").stdout.endswith(" MB.\n")
    for option in ("--keep", "--upload-days"):
        assert site.manage("prune_datasets", option, "-1").returncode == 2


@pytest.mark.parametrize("arguments", [
    ("load_dataset", "words", "no-such-file.json"), ("load_dataset", "words"),
    ("activate_dataset", "words", "0123"), ("activate_dataset", "nobody", "0123"),
    ("export_dataset", "nobody"), ("export_dataset", "words", "0123"), ("prepare_dataset", "999"), ("list_datasets", "--yaml"),
])
def test_usage_mistakes_end_with_2(site, arguments):
    ended = site.manage(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr


@pytest.mark.parametrize("arguments", [
    ("list_datasets",), ("activate_dataset", "words", "0123"), ("run_code", "a.py"), ("check_course", "--lesson", "11-tags"),
])
def test_a_command_before_migrate_says_so_in_one_line(tmp_path, arguments):
    (tmp_path / "lessons" / "11-tags").mkdir(parents=True)
    (tmp_path / "lessons" / "11-tags" / "lesson.md").write_text(LESSON)
    (tmp_path / "a.py").write_text("Tag.objects.count()")
    ended = Site(tmp_path).manage(*(tmp_path / part if part == "a.py" else part for part in arguments))
    assert ended.returncode == 2, ended.stderr
    assert "`manage.py migrate` and `manage.py seed`" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_seed_before_migrate_says_so(tmp_path):
    ended = Site(tmp_path).manage("seed")
    assert ended.returncode == 1
    assert "manage.py migrate" in ended.stderr
