from __future__ import annotations

import pytest

from course.domain.filled import filled, literal


@pytest.mark.parametrize(
    ("sql", "params", "shown"),
    [
        ("a = ? AND b = ?", [1, "x"], "a = 1 AND b = 'x'"),
        ("a = '?' AND \"b?\" = ?", ["it's"], "a = '?' AND \"b?\" = 'it''s'"),
        ("a IN (?, ?)", [1], "a IN (1, ?)"),
        ("a", [1], "a"),
    ],
)
def test_values_take_the_places_of_question_marks_only(sql: str, params: list[object], shown: str) -> None:
    assert filled(sql, params) == shown


def test_literals() -> None:
    assert [literal(value) for value in (None, True, 2, 1.5, "a")] == ["NULL", "1", "2", "1.5", "'a'"]


def test_values_left_out_of_a_long_list_are_passed_over():
    sql = 'SELECT 1 WHERE "id" IN (?, ?, ? /* and 1,002 more */) AND "n" = ?'
    assert filled(sql, [*range(1_005), "x"]) == "SELECT 1 WHERE \"id\" IN (0, 1, 2 /* and 1,002 more */) AND \"n\" = 'x'"
