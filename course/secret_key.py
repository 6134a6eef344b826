"""The secret key of a site on one's own machine: made once, kept in a file only its owner can read."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def kept_key(path: Path) -> str:
    """The key in the file at `path`; makes the file (0600) first when there is none.

    Several may start at once. Each writes a whole file of its own and links it into place, so that all
    of them end up with the key of whichever was first, and none ever reads half a key.
    """
    if not path.exists():
        descriptor, own = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        os.unlink(own)
    return path.read_text(encoding="ascii")
