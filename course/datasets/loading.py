"""From fixture files to a verified version in one call, for commands. A failing fixture changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from course.datasets.authored import authored_digest
from course.datasets.images import (
    SEED_DATASET,
    fixture_path,
    has_images,
    live_image,
    placing,
    put_in_place,
    scratch_folder,
    size_of,
)
from course.datasets.versions import finish_verification, forget, make_live
from course.domain.verification import Told, Verified
from course.models.dataset import DatasetVersion
from course.sandbox.builder import build_images

SEEDED_BY = "manage.py seed"
State = DatasetVersion.State
Verify = Callable[[DatasetVersion], Sequence[Verified]]
"""Given a version whose images stand ready: how each item of the course that uses it fares on it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a fixture. `object` counts the file's objects from 0; None means the file as a whole."""

    file: str
    object: int | None
    model: str
    field: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.object is None else f"{self.file}: object {self.object}"
        what = ".".join(part for part in (self.model, self.field) if part)
        value = f" (value {self.value})" if self.value else ""
        return ": ".join(part for part in (place, f"{what}{value}", f"{self.problem}, {self.remedy}") if part)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a fixture. `version` is None with faults; `counts` are rows by model.

    results: how each item that uses the dataset fares on it. With faults, or with items that break and no reason to
    load it all the same (`overridden`), nothing has changed.
    """

    name: str
    version: str | None
    counts: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    total_faults: int = 0
    results: tuple[Verified, ...] = ()
    activated: bool = False
    overridden: bool = False

    @property
    def problems(self) -> tuple[Told, ...]:
        return tuple(told for result in self.results for told in result.problems)

    @property
    def ok(self) -> bool:
        return not self.total_faults and (self.overridden or not self.problems)


def load_dataset(
    name: str, paths: Sequence[Path], *, loaded_by: str, activate: bool, verify: Verify | None = None,
    note: str = "", source_digest: str = "", reason: str = "", changes: Literal["", "rows", "models"] = "",
) -> LoadReport:
    """Build a version from fixture files, re-verify with `verify` what uses it, record it, and perhaps make it live.

    reason: why it shall be loaded in spite of what it breaks. changes: the files hold rows to put into the live
    version, or models whose rows replace all of that version's.
    Raises UnknownDataset, course.sandbox.builder.BuilderFailed; and whatever `verify` raises. Then, too, nothing has
    changed.
    """
    onto = fixture_path(live_image(name).version) if changes else None
    with scratch_folder() as folder:
        built = build_images(paths, folder, onto=onto, whole_models=changes == "models")
        if built["total_faults"]:
            faults = tuple(Fault(**fault) for fault in built["faults"])
            return LoadReport(name, None, built["counts"], faults, built["total_faults"])
        facts = {"loaded_by": loaded_by, "note": note, "counts": built["counts"], "source_digest": source_digest}
        found, is_new = registered(name, built["version"], folder, facts)
    report = LoadReport(name, found.version, built["counts"])
    return settled(report, found, is_new, verify, activate=activate, by=loaded_by, reason=reason)


def registered(name: str, version: str, folder: Path, facts: dict[str, Any]) -> tuple[DatasetVersion, bool]:
    """The row of a version, its images in place; one loaded again keeps its row and who loaded it first.

    The row stands before the exercises are run, so that a process that dies leaves something that can be removed.
    """
    with placing():
        put_in_place(folder, version)
        fresh = {"state": State.VERIFYING, "heartbeat": timezone.now(), "size": size_of(version)}
        found, is_new = DatasetVersion.objects.get_or_create(name=name, version=version, defaults=facts | fresh)
        if not is_new and facts["source_digest"]:
            DatasetVersion.objects.filter(pk=found.pk).update(source_digest=facts["source_digest"])
        if found.state == State.PRUNED:
            DatasetVersion.objects.filter(pk=found.pk).update(state=State.VERIFIED)
    return found, is_new


def settled(
    report: LoadReport, found: DatasetVersion, is_new: bool, verify: Verify | None, *, activate: bool, by: str,
    reason: str,
) -> LoadReport:
    """Verify, then keep the version or take it away again."""
    kept = not is_new
    lessons = authored_digest() if verify else ""
    try:
        results = tuple(verify(found)) if verify else ()
        overridden = bool(reason) and any(result.breaks for result in results)
        report = LoadReport(
            report.name, report.version, report.counts, results=results, activated=activate, overridden=overridden
        )
        if not report.ok:
            return LoadReport(report.name, report.version, report.counts, results=results)
        with transaction.atomic():
            if is_new or verify or found.state != State.VERIFIED:
                finish_verification(found, results, lessons)
            if activate:
                make_live(found, by=by, reason=reason)
        kept = True
        return report
    finally:
        if not kept:
            with placing():
                forget(found)


def seed() -> LoadReport | None:
    """Load the data that comes with the site, unless that has been done; None when there is nothing to do.

    A version that an instructor made live stays live: the site's own is then only kept ready.
    """
    digest = source_digest()
    seeded = DatasetVersion.objects.filter(name=SEED_DATASET, source_digest=digest).first()
    live = DatasetVersion.objects.filter(name=SEED_DATASET, live=True).first()
    if seeded and live and has_images(seeded.version):
        return None
    fixtures = sorted(Path(settings.FIXTURES_DIR).glob("*.json"))
    replaces_own = live is None or live.activated_by in ("", SEEDED_BY)
    return load_dataset(SEED_DATASET, fixtures, loaded_by=SEEDED_BY, activate=replaces_own, source_digest=digest)


def source_digest() -> str:
    """SHA-256 of the site's fixtures and of the code that turns them into images."""
    files = sorted(Path(settings.FIXTURES_DIR).glob("*.json"))
    files += sorted((Path(settings.BASE_DIR) / "sandbox_app").rglob("*.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()
