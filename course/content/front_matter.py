"""Splits `lesson.md` into its front matter and its prose."""

from __future__ import annotations

from typing import NamedTuple

from course.content.errors import ContentError

REMEDY = "begin the file with `---`, then fields such as `title:`, then `---`"


class Split(NamedTuple):
    """The YAML between the two `---` lines (from line 2), and the Markdown after them (from line `body_line`)."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(text: str, file: str) -> Split:
    """Raises ContentError when the two lines of `---` are not there."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise ContentError(file, 1, "the front matter is missing", REMEDY)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return Split("\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2)
    raise ContentError(file, 1, "the front matter never ends", "close it with a line `---`")
