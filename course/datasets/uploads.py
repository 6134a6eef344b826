"""Fixture files as an instructor sends them: stored under names of ours, checked by a process of their own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course.datasets.export import fixture_objects
from course.datasets.images import fixture_path, placing, put_in_place, scratch_folder, size_of
from course.datasets.versions import live_version, name_of, uploads_of
from course.datasets.work import Work
from course.domain.data_changes import preview
from course.models.audit import AuditEntry
from course.models.dataset import DatasetVersion
from course.sandbox.builder import BuilderFailed, build_images

State = DatasetVersion.State
FORMATS = (".json", ".jsonl", ".yaml", ".yml")
ENDINGS = (*FORMATS, *(f"{ending}.gz" for ending in FORMATS))
MOST_FILES = 20


def ending_of(name: str) -> str:
    """The ending of a fixture's name, such as `.json.gz`; "" for what is none."""
    return next((ending for ending in sorted(ENDINGS, key=len, reverse=True) if name.lower().endswith(ending)), "")


def store_upload(
    name: str, files: Sequence[Any], *, by: Any, note: str, onto: str, whole_models: bool = False
) -> DatasetVersion:
    """A version in preparation, with its files (Django's UploadedFiles) stored.

    onto: the hash of the version that they change, or "". whole_models: all rows of the models they hold.
    """
    version = DatasetVersion.objects.create(
        name=name, state=State.UPLOADED, loaded_by=name_of(by), note=note, onto=onto, heartbeat=None,
        whole_models=whole_models, files=[{"name": file.name, "bytes": file.size} for file in files],
    )
    folder = uploads_of(version)
    shutil.rmtree(folder, ignore_errors=True)  # of a row that another database had under this number
    folder.mkdir(parents=True)
    for path, file in zip(stored_files(version), files, strict=True):
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
    detail = {"files": ", ".join(names_of(version))}
    AuditEntry.objects.record(by, AuditEntry.Action.UPLOAD, f"{name} {version.short}", detail)
    return version


def names_of(version: DatasetVersion) -> list[str]:
    """Its files as the instructor called them."""
    return [file["name"] for file in version.files]


def stored_files(version: DatasetVersion) -> list[Path]:
    folder = uploads_of(version)
    return [folder / f"{number}{ending_of(file['name'])}" for number, file in enumerate(version.files, start=1)]


def check_upload(work: Work) -> bool:
    """Build the images of an upload and tell what is wrong with it. True when it can be verified next.

    Raises WorkLost, WorkCancelled.
    """
    work.save(state=State.CHECKING)
    version = work.version()
    onto = fixture_path(version.onto) if version.onto else None
    with scratch_folder() as folder:
        try:
            built = build_images(
                stored_files(version), folder, onto=onto, whole_models=version.whole_models, names=names_of(version),
                alive=work.save,
            )
        except BuilderFailed as failed:
            work.end(state=State.FAILED, message=failed.message[:300])
            return False
        if built["total_faults"]:
            found = {"faults": built["faults"], "fault_count": built["total_faults"], "counts": built["counts"]}
            work.end(state=State.FAULTY, **found)
            return False
        return settle_upload(work, version, built, folder)


def settle_upload(work: Work, version: DatasetVersion, built: dict[str, Any], folder: Path) -> bool:
    """Put the images in place and give the row its hash; or point it at the row that has that hash already."""
    found: str = built["version"]
    with placing():
        work.save()  # whoever lost the work must not leave images behind
        put_in_place(folder, found)
        known = DatasetVersion.objects.filter(name=version.name, version=found).first()
        if known:
            removed = DatasetVersion.objects.filter(pk=known.pk, state=State.PRUNED)
            removed.update(state=State.READY, results=[], total=0)
            work.end(state=State.SAME, same_as=known)
            return False
        changes = preview_of(version.name, found)
        work.save(version=found, counts=built["counts"], size=size_of(found), preview=changes, state=State.VERIFYING)
    shutil.rmtree(uploads_of(version), ignore_errors=True)
    return True


def preview_of(name: str, version: str) -> dict[str, Any]:
    """What a version changes against the live one."""
    live = live_version(name)
    before = fixture_objects(live.version) if live else []
    return preview(live.version if live else "", before, fixture_objects(version)).as_json()
