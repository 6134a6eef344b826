"""Reads text files as an author saved them."""

from __future__ import annotations

from pathlib import Path

from course.content.errors import ContentError

Stamp = tuple[tuple[str, int, int], ...]


def read_text(file: Path) -> str:
    """UTF-8 text with `\\n` line ends. Raises ContentError when the file is missing or is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ContentError(str(file), 1, f"there is no {file.name}", "add it, or remove its folder") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentError(str(file), line, "this is not UTF-8 text", "save the file as UTF-8") from None
    except OSError as error:
        raise ContentError(str(file), 1, f"cannot be read ({error.strerror})", "mend the file's permissions") from None


def stamp(root: Path) -> Stamp:
    """Name, time and size of every file, so that any change of the tree changes it."""
    found = ((str(file), file.stat()) for file in sorted(root.rglob("*")) if file.suffix != ".pyc")
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
