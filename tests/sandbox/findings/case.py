"""Programs with one fault each, the finding that names it, and the same program mended, which must stay silent."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Case:
    """finding: (code, relation, line, loop line). twin: the program with `fix` in it; it does the same for less.

    same: whether the twin prints and gives back the very same.
    """

    name: str
    finding: tuple[str, str, int, int | None]
    fix: str
    faulty: str
    twin: str
    same: bool = True


def case(name: str, finding: tuple[str, str, int, int | None], fix: str, faulty: str, twin: str, **more: bool) -> Case:
    return Case(name, finding, fix, dedent(faulty).strip(), dedent(twin).strip(), **more)
