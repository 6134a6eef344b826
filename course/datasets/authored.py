"""The state of the lessons' and labs' files, by which a report knows whether it is about them.

Nothing is parsed: each activation asks, so the bytes of a thousand files are hashed in some ten milliseconds.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def authored_digest() -> str:
    """SHA-256 of the name and content of every file of lessons and labs, wherever they lie, whenever written."""
    found = hashlib.sha256()
    for root in (str(settings.LESSONS_DIR), str(settings.LABS_DIR)):
        for path in files_below(root):
            content = Path(path).read_bytes()
            found.update(f"{path.removeprefix(root)} {len(content)}\n".encode() + content)
    return found.hexdigest()


def files_below(root: str) -> Iterator[str]:
    """Paths in a fixed order; `os.walk`, which is several times as fast as `Path.rglob`."""
    for folder, below, names in os.walk(root):
        below.sort()
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.endswith(".pyc"))
