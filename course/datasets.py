"""The only path to new data: validate, build, verify, activate. A failing fixture changes nothing."""

from __future__ import annotations

import filecmp
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from course.domain.problem import Problem
from course.domain.run import DataImage, Variant
from course.models.dataset import DatasetVersion
from course.sandbox.builder import build_images

VARIANTS: tuple[Variant, ...] = ("base", "scale-2", "scale-4", "hidden")
FIXTURE_NAME = "fixture.json.gz"
SEED_DATASET = "town-library"
SEEDED_BY = "manage.py seed"
Verify = Callable[[str, str], Sequence[Problem]]
"""Given a dataset's name and version: what is wrong with the exercises that use it, when they run on that version."""


class UnknownDataset(Exception):
    """There is no such dataset, or no such version of it, or its images are gone. The message says what to run."""


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

    problems: exercises that no longer hold on the new data. With faults or problems nothing has changed.
    """

    name: str
    version: str | None
    counts: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    total_faults: int = 0
    problems: tuple[Problem, ...] = ()
    activated: bool = False

    @property
    def ok(self) -> bool:
        return not self.total_faults and not self.problems


def live_image(name: str, variant: Variant = "base") -> DataImage:
    """The image of the live version. Raises UnknownDataset, whose message says what to run."""
    version = DatasetVersion.objects.filter(name=name, live=True).values_list("version", flat=True).first()
    if version is None:
        raise UnknownDataset(f"No version of the dataset “{name}” is live. {how_to_load(name)}")
    if not image_path(version, variant).exists():
        raise UnknownDataset(missing_images(name, version))
    return DataImage(name, version, variant)


def how_to_load(name: str) -> str:
    if name == SEED_DATASET:
        return "Run `manage.py seed`."
    return f"Run `manage.py load_dataset {name} FILE… --activate`."


def missing_images(name: str, version: str) -> str:
    return f"The images of {name} {version[:12]} are missing from {settings.IMAGES_DIR}. {how_to_load(name)}"


def image_path(version: str, variant: Variant) -> Path:
    return Path(settings.IMAGES_DIR) / version / f"{variant}.sqlite3"


def has_images(version: str) -> bool:
    return all(image_path(version, variant).exists() for variant in VARIANTS)


def list_versions(name: str | None = None) -> list[DatasetVersion]:
    """Every known version, those of one name together, newest first."""
    versions = DatasetVersion.objects.all()
    return list(versions if name is None else versions.filter(name=name))


def load_dataset(
    name: str, paths: Sequence[Path], *, loaded_by: str, activate: bool, verify: Verify | None = None,
    note: str = "", source_digest: str = "",
) -> LoadReport:
    """Build a version from fixture files, re-verify with `verify` what uses it, record it, and perhaps make it live.

    Raises course.sandbox.builder.BuilderFailed; and whatever `verify` raises. Then, too, nothing has changed.
    """
    with scratch_folder() as folder:
        built = build_images(paths, folder)
        if built["total_faults"]:
            faults = tuple(Fault(**fault) for fault in built["faults"])
            return LoadReport(name, None, built["counts"], faults, built["total_faults"])
        version: str = built["version"]
        with images_in_place(folder, version) as keep:
            problems = tuple(verify(name, version)) if verify else ()
            if problems:
                return LoadReport(name, version, built["counts"], problems=problems)
            facts = {"loaded_by": loaded_by, "note": note, "counts": built["counts"], "source_digest": source_digest}
            record(name, version, activate, facts)
            keep()
    return LoadReport(name, version, built["counts"], activated=activate)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder beside the images, so that finished ones can be renamed into place."""
    images = Path(settings.IMAGES_DIR)
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=images, ignore_cleanup_errors=True) as folder:
        inner = Path(folder) / "images"
        inner.mkdir()
        yield inner


@contextmanager
def images_in_place(folder: Path, version: str) -> Iterator[Callable[[], None]]:
    """Images where the runner looks for them. Unless `keep` is called, new ones are taken away again at the end.

    A version that is there already holds the same content: its files stay, so that running work is not disturbed,
    unless they are not those that were built now (some are missing, or the code that builds them has changed).
    """
    target = Path(settings.IMAGES_DIR) / version
    is_new = not target.exists()
    if is_new or not same_files(folder, target):
        if not is_new:
            target.rename(folder.parent / "replaced")
        folder.chmod(0o755)
        folder.rename(target)
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    try:
        yield keep
    finally:
        if is_new and not kept and not DatasetVersion.objects.filter(version=version).exists():
            shutil.rmtree(target, ignore_errors=True)


def same_files(one: Path, other: Path) -> bool:
    names = {path.name for path in one.iterdir()} | {path.name for path in other.iterdir()}
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


@transaction.atomic
def record(name: str, version: str, make_live: bool, facts: dict[str, Any]) -> DatasetVersion:
    """The row of a version; a version loaded again keeps its row and who loaded it first."""
    found, is_new = DatasetVersion.objects.get_or_create(name=name, version=version, defaults=facts)
    if not is_new and facts["source_digest"]:
        DatasetVersion.objects.filter(pk=found.pk).update(source_digest=facts["source_digest"])
    if make_live:
        switch_to(found)
    return found


def activate(name: str, version: str) -> DatasetVersion:
    """Make a known version the live one; its first characters will do. Raises UnknownDataset."""
    with transaction.atomic():
        known = list(DatasetVersion.objects.filter(name=name, version__startswith=version)[:2]) if version else []
        if len(known) != 1:
            problem = "Several versions begin" if known else "No version begins"
            raise UnknownDataset(f"{problem} with {version} in “{name}”. `manage.py list_datasets` shows them.")
        if not has_images(known[0].version):
            raise UnknownDataset(missing_images(name, known[0].version))
        switch_to(known[0])
    return known[0]


def switch_to(version: DatasetVersion) -> None:
    """Inside a transaction: no other version of the name stays live."""
    DatasetVersion.objects.filter(name=version.name, live=True).exclude(pk=version.pk).update(live=False)
    DatasetVersion.objects.filter(pk=version.pk).update(live=True)
    version.live = True


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
    replaces_own = live is None or live.loaded_by == SEEDED_BY
    return load_dataset(SEED_DATASET, fixtures, loaded_by=SEEDED_BY, activate=replaces_own, source_digest=digest)


def source_digest() -> str:
    """SHA-256 of the site's fixtures and of the code that turns them into images."""
    files = sorted(Path(settings.FIXTURES_DIR).glob("*.json"))
    files += sorted((Path(settings.BASE_DIR) / "sandbox_app").rglob("*.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()
