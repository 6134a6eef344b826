"""Fenced blocks of a Markdown text, as CommonMark finds them: ours (`kind id`) and ordinary code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course.domain.lesson import FENCE_KINDS

_OPENING = re.compile(r"^(?P<indent> {0,3})(?P<marks>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block. `first` and `last` are its lines in the text, from 1, the marks included.

    closed: whether its closing marks are there; without them it reaches to the end of the text.
    """

    info: str
    indent: int
    first: int
    last: int
    body: str
    closed: bool

    @property
    def words(self) -> list[str]:
        return self.info.split()

    @property
    def kind(self) -> str:
        """One of FENCE_KINDS, or "" for ordinary code."""
        first = self.words[0] if self.info else ""
        return first if first in FENCE_KINDS else ""

    @property
    def id(self) -> str:
        """The second word of the info string of a block of ours, or "" when it is not exactly `kind id`."""
        return self.words[1] if self.kind and len(self.words) == 2 else ""


def fences(text: str) -> Iterator[Fence]:
    """Every fenced block in order; what looks like a fence inside a longer one belongs to that one's body."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number])
        if opening is None or (opening["marks"][0] == "`" and "`" in opening["info"]):
            number += 1
            continue
        end = _closing_line(lines, number + 1, opening["marks"])
        yield Fence(
            info=opening["info"].strip(),
            indent=len(opening["indent"]),
            first=number + 1,
            last=min(end + 1, len(lines)),
            body="".join(f"{line}\n" for line in lines[number + 1 : end]),
            closed=end < len(lines),
        )
        number = end + 1


def _closing_line(lines: list[str], start: int, marks: str) -> int:
    closing = re.compile(rf"^ {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}\s*$")
    return next((number for number in range(start, len(lines)) if closing.match(lines[number])), len(lines))


def prose(text: str) -> str:
    """The text with every fenced block blanked out, so that line numbers stay."""
    lines = text.split("\n")
    for fence in fences(text):
        lines[fence.first - 1 : fence.last] = [""] * (fence.last - fence.first + 1)
    return "\n".join(lines)
