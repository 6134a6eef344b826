"""Where the images of versions lie, and how they get there and away: one process at a time, never half."""

from __future__ import annotations

import fcntl
import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from course.domain.run import DataImage, Variant
from course.models.dataset import DatasetVersion

VARIANTS: tuple[Variant, ...] = ("base", "scale-2", "scale-4", "hidden")
FIXTURE_NAME = "fixture.json.gz"
SEED_DATASET = "town-library"


class UnknownDataset(Exception):
    """There is no such dataset, or no such version of it, or its images are gone. The message says what to run."""


class SwitchedOff(Exception):
    """The item does not work on the version that is live, and an instructor has said so."""

    def __init__(self) -> None:
        self.message = "This is switched off for now: the course has changed. Your earlier work is kept."
        super().__init__(self.message)


def live_image(name: str, variant: Variant = "base") -> DataImage:
    """The image of the live version. Raises UnknownDataset, whose message says what to run."""
    return live(name, variant)[0]


def live(name: str, variant: Variant = "base") -> tuple[DataImage, frozenset[str]]:
    """The image of the live version, and the items it switches off. One query. Raises as `live_image` does."""
    found = DatasetVersion.objects.filter(name=name, live=True).values_list("version", "switched_off").first()
    if found is None:
        raise UnknownDataset(f"No version of the dataset “{name}” is live. {how_to_load(name)}")
    version, switched_off = found
    if not image_path(version, variant).exists():
        raise UnknownDataset(missing_images(name, version))
    return DataImage(name, version, variant), frozenset(switched_off)


def switched_off(names: Iterable[str]) -> frozenset[str]:
    """The items that learners may not do, because they break on the live versions of these datasets. One query."""
    return overridden(names)[0]


def overridden(names: Iterable[str]) -> tuple[frozenset[str], bool]:
    """The same; and whether one of these versions is live in spite of what the course's texts state. One query."""
    live = DatasetVersion.objects.filter(name__in=set(names), live=True).values_list("switched_off", "override_reason")
    found = list(live)
    return frozenset(item for items, _ in found for item in items), any(reason for _, reason in found)


def how_to_load(name: str) -> str:
    if name == SEED_DATASET:
        return "Run `manage.py seed`."
    return f"Run `manage.py load_dataset {name} FILE… --activate`."


def missing_images(name: str, version: str) -> str:
    return f"The images of {name} {version[:12]} are missing from {settings.IMAGES_DIR}. {how_to_load(name)}"


def folder_of(version: str) -> Path:
    return Path(settings.IMAGES_DIR) / version


def image_path(version: str, variant: Variant) -> Path:
    return folder_of(version) / f"{variant}.sqlite3"


def fixture_path(version: str) -> Path:
    """The normalised fixture that a version was built from."""
    return folder_of(version) / FIXTURE_NAME


def has_images(version: str) -> bool:
    return bool(version) and all(image_path(version, variant).exists() for variant in VARIANTS)


def size_of(version: str) -> int:
    """Bytes of a version's images and fixture."""
    return sum(path.stat().st_size for path in folder_of(version).iterdir())


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
def placing() -> Iterator[None]:
    """Only one process on this machine at a time puts images in place or takes them away."""
    images = Path(settings.IMAGES_DIR)
    images.mkdir(parents=True, exist_ok=True)
    lock = os.open(images, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def put_in_place(folder: Path, version: str) -> None:
    """Images where the runner looks for them; inside `placing()`.

    A version that is there already holds the same content: its files stay, so that running work is not disturbed,
    unless they are not those that were built now (some are missing, or the code that builds them has changed).
    """
    target = folder_of(version)
    if target.exists():
        if same_files(folder, target):
            return
        target.rename(folder.parent / "replaced")
    folder.chmod(0o755)
    folder.rename(target)


def same_files(one: Path, other: Path) -> bool:
    names = {path.name for path in one.iterdir()} | {path.name for path in other.iterdir()}
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


def take_away(version: str) -> None:
    """Remove the images of a version that no row names any more; inside `placing()`."""
    if version and not DatasetVersion.objects.filter(version=version).exclude(state="pruned").exists():
        shutil.rmtree(folder_of(version), ignore_errors=True)
