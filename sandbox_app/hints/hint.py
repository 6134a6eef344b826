"""One thing noticed; `course.domain.run.Hint` says what its parts are."""

from __future__ import annotations

from typing import NamedTuple


class Hint(NamedTuple):
    """As it goes into the result frame. loop_line: 0 where there is none."""

    code: str
    line: int
    loop_line: int
    asked_line: int
    relation: str = ""
    fix: str = ""
    detail: str = ""
    column: int = 0
