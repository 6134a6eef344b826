"""Marks of code: what pyflakes finds, with places in characters, and nothing that a hostile text could break."""

from __future__ import annotations

import pytest

from course.domain.program.code_marks import MOST_MARKS, code_marks


@pytest.mark.parametrize(
    "code", ["(" * 5_000, "x" + ".a" * 5_000, "-" * 10_000 + "1", "f(" * 90 + ")" * 90, "\0", "x = '\ud800'", "", "\f"]
)
def test_no_text_breaks_it(code: str) -> None:
    assert len(code_marks(code, ())) <= MOST_MARKS


def test_many_marks_are_cut() -> None:
    assert len(code_marks("\n".join(f"name{number}" for number in range(200)), ())) == MOST_MARKS


def test_places_are_in_characters() -> None:
    [mark] = code_marks("'éé', nobody", ())
    assert (mark.line, mark.column, mark.severity) == (1, 6, "error")
