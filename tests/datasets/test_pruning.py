"""What pruning removes, and what it keeps."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from course import datasets
from course.datasets.pruning import prune
from course.datasets.versions import uploads_of
from course.models import Attempt, AuditEntry, DatasetVersion
from tests.datasets.loading import go_live, load
from tests.small_fixtures import good

pytestmark = pytest.mark.django_db


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
        go_live(graded)
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


def uploaded(name: str, state: str, days: int, **fields: object) -> DatasetVersion:
    """An upload so many days old that never became a version, with a file of a kilobyte."""
    version = DatasetVersion.objects.create(name=name, state=state, loaded_by="Ann", **fields)
    moment = timezone.now() - timedelta(days=days)
    DatasetVersion.objects.filter(pk=version.pk).update(loaded_at=moment)
    folder = uploads_of(version)
    folder.mkdir(parents=True)
    (folder / "1.json").write_bytes(b" " * 1000)
    return version


def test_uploads_that_came_to_nothing_go_after_some_days_with_their_files(settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path / "uploads"
    for state in ("faulty", "failed", "uploaded", "same"):
        uploaded(state, state, days=15)
    kept = [uploaded("new", "faulty", days=13), uploaded("at work", "checking", days=15, heartbeat=timezone.now())]
    assert [one.size for one in prune(5, dry_run=True)] == [1000] * 4
    assert "uploaded" not in {one.what.split()[0] for one in prune(5, upload_days=16)}
    told = sorted(one.what.rpartition(", ")[2] for one in prune(5))
    assert told == ["already known", "could not be built", "has faults", "interrupted"]
    assert list(DatasetVersion.objects.order_by("pk")) == kept
    assert {path.name for path in settings.UPLOADS_DIR.iterdir()} == {str(version.pk) for version in kept}
    assert AuditEntry.objects.filter(action="remove", actor_name="manage.py prune_datasets").count() == 4
    assert len(prune(5, upload_days=0)) == 1  # whatever is not at work
