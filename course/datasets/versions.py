"""The known versions of datasets: which there are, and how one is made live, is left again, and goes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from course.datasets.images import UnknownDataset, has_images, missing_images, placing, take_away
from course.domain.verification import Verified
from course.models.audit import AuditEntry
from course.models.dataset import DatasetVersion

State = DatasetVersion.State
HEAVY = ("results", "faults", "preview")


class NotReady(Exception):
    """This version cannot be made live as it is. The message says why and what to do."""


class Breaks(NotReady):
    """Making this version live breaks items of the course, and nobody has said that it shall."""

    def __init__(self, version: DatasetVersion) -> None:
        self.broken = version.broken
        items = ", ".join(result.item or result.lesson for result in self.broken)
        number = f"{len(self.broken)} item{'' if len(self.broken) == 1 else 's'}"
        super().__init__(f"{version} breaks {number} of the course: {items}.")


def list_versions(name: str | None = None) -> list[DatasetVersion]:
    """Every version that has been built, those of one name together, newest first; without their long reports."""
    versions = DatasetVersion.objects.exclude(version="").defer(*HEAVY)
    return list(versions if name is None else versions.filter(name=name))


def list_unfinished() -> list[DatasetVersion]:
    """Uploads that have not become a version: being checked, faulty, interrupted."""
    return list(DatasetVersion.objects.filter(version="").exclude(state=State.SAME).defer(*HEAVY))


def find_version(name: str, version: str) -> DatasetVersion:
    """The version whose hash begins so. Raises UnknownDataset unless there is exactly one."""
    built = DatasetVersion.objects.exclude(version="")
    known = list(built.filter(name=name, version__startswith=version)[:2]) if version else []
    if len(known) != 1:
        problem = "Several versions begin" if known else "No version begins"
        raise UnknownDataset(f"{problem} with {version} in “{name}”. `manage.py list_datasets` shows them.")
    return known[0]


def live_version(name: str) -> DatasetVersion | None:
    return DatasetVersion.objects.filter(name=name, live=True).defer(*HEAVY).first()


@transaction.atomic
def make_live(version: DatasetVersion, *, by: Any, reason: str = "") -> DatasetVersion:
    """Switch the live version, whole or not at all, and write down who did.

    by: a user, or the name of what acts. reason: why it shall go live in spite of what it breaks; these items are then
    switched off for as long as it is live. A version that was live before may come back as it was.
    Raises UnknownDataset without images, NotReady before it is verified, Breaks without a reason.
    """
    of_name = DatasetVersion.objects.select_for_update().filter(name=version.name)
    version = next(one for one in of_name if one.pk == version.pk)
    if version.live:
        return version
    check_fit_to_go_live(version, reason)
    action = AuditEntry.Action.ROLL_BACK if version.was_live else AuditEntry.Action.ACTIVATE
    if version.broken and not version.was_live:
        action = AuditEntry.Action.OVERRIDE
        version.switched_off = [result.item for result in version.broken if result.can_be_switched_off]
        version.override_reason = reason[:300]
    before = live_version(version.name)
    switch_to(version, name_of(by))
    detail: dict[str, Any] = {"instead of": before.short} if before else {}
    if action == AuditEntry.Action.OVERRIDE:
        detail |= {"reason": reason, "breaks": [result.item or result.lesson for result in version.broken],
                   "switched off": version.switched_off}
    AuditEntry.objects.record(by, action, str(version).removesuffix(" (live)"), detail)
    return version


def check_fit_to_go_live(version: DatasetVersion, reason: str) -> None:
    """Raises as `make_live` does."""
    if not has_images(version.version):
        raise UnknownDataset(missing_images(version.name, version.version))
    if version.was_live:
        return
    if version.state != State.VERIFIED:
        raise NotReady(f"{version} is {version.standing.label}: verify it first.")
    if version.broken and not reason.strip():
        raise Breaks(version)


def switch_to(version: DatasetVersion, by: str) -> None:
    """Inside a transaction: no other version of the name stays live."""
    DatasetVersion.objects.filter(name=version.name, live=True).exclude(pk=version.pk).update(live=False)
    version.live, version.activated_at, version.activated_by = True, timezone.now(), by[:150]
    version.save(update_fields=["live", "activated_at", "activated_by", "switched_off", "override_reason"])


def name_of(by: Any) -> str:
    return by if isinstance(by, str) else str(by.get_username())


@transaction.atomic
def switch_off_broken(version: DatasetVersion, *, by: Any, reason: str) -> list[str]:
    """Switch off, while it stays live, what its report says would be graded wrongly. Raises NotReady."""
    version = DatasetVersion.objects.select_for_update().get(pk=version.pk)
    if not version.live or version.state != State.VERIFIED:
        raise NotReady(f"{version} is not live with a whole report: verify it first.")
    items = [result.item for result in version.still_on]
    if not items:
        raise NotReady(f"Nothing that could be switched off breaks on {version}.")
    version.switched_off = [*version.switched_off, *items]
    version.save(update_fields=["switched_off"])
    detail = {"reason": reason, "switched off": items}
    AuditEntry.objects.record(by, AuditEntry.Action.SWITCH_OFF, f"items that break on {version}", detail)
    return items


def finish_verification(version: DatasetVersion, results: Sequence[Verified], lessons: str) -> None:
    """Store what every item gave. What was switched off and holds again comes back. lessons: a hash of their files."""
    broken = {result.item for result in results if result.breaks}
    back = [item for item in version.switched_off if item not in broken]
    if back:
        AuditEntry.objects.record("verification", AuditEntry.Action.SWITCH_ON, f"items that hold on {version}",
                                  {"switched on": back})
    version.results = [result.as_json() for result in results]
    version.switched_off = [item for item in version.switched_off if item in broken]
    version.override_reason = version.override_reason if broken else ""
    version.state, version.verified_at, version.total = State.VERIFIED, timezone.now(), len(results)
    version.worker = version.at = version.message = ""
    version.lessons_digest = lessons
    version.save(update_fields=[
        "results", "switched_off", "override_reason", "state", "verified_at", "total", "worker", "at", "message",
        "lessons_digest",
    ])


def remove(version: DatasetVersion, *, by: Any) -> None:
    """Forget a version that was never live, with its files. Raises NotReady for one that was."""
    with placing(), transaction.atomic():
        version = DatasetVersion.objects.select_for_update().get(pk=version.pk)
        if version.live or version.was_live:
            raise NotReady(f"{version} was live, so its record stays. `manage.py prune_datasets` removes old images.")
        AuditEntry.objects.record(by, AuditEntry.Action.REMOVE, str(version))
        forget(version)


def forget(version: DatasetVersion) -> None:
    """Inside `placing()`: the row, what was uploaded for it, and its images unless another row names them."""
    shutil.rmtree(uploads_of(version), ignore_errors=True)
    version.delete()
    take_away(version.version)


def uploads_of(version: DatasetVersion) -> Path:
    return Path(settings.UPLOADS_DIR) / str(version.pk)
