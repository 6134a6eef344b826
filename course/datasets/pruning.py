"""Removes what nobody needs: old versions' images, uploads that came to nothing, what dead processes have left."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from course.datasets.images import folder_of, placing, size_of, take_away
from course.datasets.versions import forget, uploads_of
from course.models.attempt import Attempt
from course.models.audit import AuditEntry
from course.models.dataset import DatasetVersion

PRUNER = "manage.py prune_datasets"
State = DatasetVersion.State
# A run that began on a version finishes on it; none lasts so long.
STILL_IN_USE = timedelta(minutes=10)
LEFT_BEHIND_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was removed, or would be: `what` in words, and its bytes."""

    what: str
    size: int


def prune(keep: int, *, upload_days: int | None = None, dry_run: bool = False) -> list[Pruned]:
    """Keep the live version of each name, the `keep` newest beside it and the site's own; remove the images of others.

    The row of a version stays where learners were graded on it. Uploads that never became a version (faulty, failed,
    interrupted, already known) go when they are `upload_days` old. Work in progress is left alone.
    """
    days = settings.DATASET_UPLOAD_DAYS if upload_days is None else upload_days
    with placing():
        found = [prune_upload(version, dry_run) for version in old_uploads(days)]
        for version in prunable(keep):
            found.append(Pruned(str(version), bytes_freed(version)))
            if not dry_run:
                prune_version(version)
        return found + [prune_folder(path, dry_run) for path in left_behind()]


def prunable(keep: int) -> Iterator[DatasetVersion]:
    recently = timezone.now() - STILL_IN_USE
    kept: dict[str, int] = {}
    for version in DatasetVersion.objects.exclude(version="").exclude(state=State.PRUNED).order_by("name", "-pk"):
        if version.live or version.is_at_work or version.source_digest:
            continue
        kept[version.name] = kept.get(version.name, 0) + 1
        is_old = (version.heartbeat or version.loaded_at) < recently
        if is_old and kept[version.name] > keep and not left_lately(version):
            yield version


def old_uploads(days: int) -> Iterator[DatasetVersion]:
    loaded_before = timezone.now() - timedelta(days=days)
    uploads = DatasetVersion.objects.filter(version="", loaded_at__lt=loaded_before)
    return (version for version in uploads if not version.is_at_work)


def prune_upload(version: DatasetVersion, dry_run: bool) -> Pruned:
    pruned = Pruned(f"{version}, {version.standing.label}", size_below(uploads_of(version)))
    if not dry_run:
        AuditEntry.objects.record(PRUNER, AuditEntry.Action.REMOVE, str(version))
        forget(version)
    return pruned


def bytes_freed(version: DatasetVersion) -> int:
    """None where the images are gone already, or serve another name too."""
    others = DatasetVersion.objects.filter(version=version.version).exclude(pk=version.pk).exclude(state=State.PRUNED)
    return 0 if others.exists() or not folder_of(version.version).exists() else size_of(version.version)


def left_lately(version: DatasetVersion) -> bool:
    """Whether the version was live until a moment ago: the one that is live now came after it."""
    live = DatasetVersion.objects.filter(name=version.name, live=True, activated_at__gt=timezone.now() - STILL_IN_USE)
    return version.was_live and live.exists()


def prune_version(version: DatasetVersion) -> None:
    AuditEntry.objects.record(PRUNER, AuditEntry.Action.REMOVE, str(version))
    if version.was_live or Attempt.objects.filter(dataset_version=version.version).exists():
        DatasetVersion.objects.filter(pk=version.pk).update(state=State.PRUNED)
        take_away(version.version)
    else:
        forget(version)


def left_behind() -> Iterable[Path]:
    """Folders that no row names, an hour old: of processes that died while they built or received files."""
    known = set(DatasetVersion.objects.exclude(state=State.PRUNED).values_list("version", flat=True))
    uploads = {str(pk) for pk in DatasetVersion.objects.values_list("pk", flat=True)}
    yield from (path for path in folders(settings.IMAGES_DIR) if path.name not in known)
    yield from (path for path in folders(settings.UPLOADS_DIR) if path.name not in uploads)


def folders(root: str | Path) -> list[Path]:
    old = time.time() - LEFT_BEHIND_SECONDS
    found = Path(root).iterdir() if Path(root).is_dir() else ()
    return [path for path in found if path.is_dir() and path.stat().st_mtime < old]


def prune_folder(path: Path, dry_run: bool) -> Pruned:
    size = size_below(path)
    if not dry_run:
        shutil.rmtree(path, ignore_errors=True)
    return Pruned(f"{path.name}, left behind", size)


def size_below(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
