"""Loading is all or nothing: built apart, re-verified, recorded and activated in one step; and one can go back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from course import datasets
from course.domain.run import DataImage
from course.domain.verification import Outcome, Told, Verified
from course.models import DatasetVersion
from tests.datasets.loading import go_live, load
from tests.small_fixtures import bad, good

pytestmark = pytest.mark.django_db

BROKEN = Verified("count-posts", "exercise", "counting", "Count posts", Outcome.REFERENCE, (
    Told("lessons/x/exercise.yaml", 3, "the solution fails", "mend it"),
))


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
    go_live(second.version)
    assert datasets.live_image("words").version == second.version
    go_live(first.version[:10])
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
            go_live(version, name)


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
