"""A version as fixture files that load again to the same hash."""

from __future__ import annotations

import gzip
import json
from itertools import groupby
from pathlib import Path
from typing import Any

from course.datasets.images import UnknownDataset, fixture_path
from course.models.audit import AuditEntry
from course.models.dataset import DatasetVersion


def fixture_bytes(version: str) -> bytes:
    """The normalised fixture, gzipped. Raises UnknownDataset where it has been removed."""
    try:
        return fixture_path(version).read_bytes()
    except FileNotFoundError:
        raise UnknownDataset(f"The fixture of {version[:12]} has been removed; load its files again.") from None


def fixture_objects(version: str) -> list[dict[str, Any]]:
    """The objects of the normalised fixture, those of a model together; [] where it has been removed."""
    try:
        found: list[dict[str, Any]] = json.loads(gzip.decompress(fixture_bytes(version)))
    except UnknownDataset:
        return []
    return found


def export_name(version: DatasetVersion) -> str:
    return f"{version.name}-{version.version[:12]}.json.gz"


def record_export(version: DatasetVersion, by: Any) -> None:
    AuditEntry.objects.record(by, AuditEntry.Action.EXPORT, str(version).removesuffix(" (live)"))


def export_files(version: DatasetVersion, folder: Path) -> list[Path]:
    """One JSON file for each app, such as `blog.json`, one object a line. Raises UnknownDataset."""
    fixture_bytes(version.version)
    folder.mkdir(parents=True, exist_ok=True)
    by_app = groupby(fixture_objects(version.version), key=lambda item: item["model"].partition(".")[0])
    return [written(folder / f"{app}.json", list(objects)) for app, objects in by_app]


def written(path: Path, objects: list[dict[str, Any]]) -> Path:
    lines = (json.dumps(item, ensure_ascii=False) for item in objects)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    return path
