"""Small fixtures for tests of loading: a tag or two, good and bad."""

from __future__ import annotations

import json
from pathlib import Path


def tag(key: int, name: str) -> dict[str, object]:
    return {"model": "blog.tag", "pk": key, "fields": {"name": name}}


def write(path: Path, *objects: object) -> Path:
    path.write_text(json.dumps(objects))
    return path


def good(folder: Path, *names: str) -> Path:
    """A fixture of tags with these names."""
    return write(folder / f"{'-'.join(names)}.json", *(tag(key, name) for key, name in enumerate(names, start=1)))


def bad(folder: Path) -> Path:
    """Two faults: an unknown field in object 1, a tag's name twice in object 2."""
    odd = tag(2, "poetry")
    odd["fields"] = {"name": "poetry", "colour": "red"}
    return write(folder / "bad.json", tag(1, "reading"), odd, tag(3, "reading"))
