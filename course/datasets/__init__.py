"""The only path to new data: check, build, verify, activate; and back. A failing fixture changes nothing."""

from course.datasets.authored import authored_digest
from course.datasets.images import (
    FIXTURE_NAME,
    SEED_DATASET,
    VARIANTS,
    SwitchedOff,
    UnknownDataset,
    has_images,
    image_path,
    live,
    live_image,
    missing_images,
    overridden,
    switched_off,
)
from course.datasets.loading import Fault, LoadReport, Verify, load_dataset, seed, source_digest
from course.datasets.versions import (
    Breaks,
    NotReady,
    find_version,
    list_unfinished,
    list_versions,
    live_version,
    make_live,
    remove,
    switch_off_broken,
)

__all__ = [
    "FIXTURE_NAME", "SEED_DATASET", "VARIANTS", "Breaks", "Fault", "LoadReport", "NotReady", "SwitchedOff",
    "UnknownDataset", "Verify", "authored_digest", "find_version", "has_images", "image_path", "list_unfinished",
    "list_versions", "live", "live_image", "live_version", "load_dataset", "make_live", "missing_images", "overridden",
    "remove", "seed", "source_digest", "switch_off_broken", "switched_off",
]
