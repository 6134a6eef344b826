"""What a link changed in the SQL, in words."""

from __future__ import annotations

import pytest

from course.domain.insight.step_changes import change_words

START = {"SELECT": ["SELECT", "a", ",", "b"], "FROM": ["FROM", "t"]}
WHERE = ["WHERE", "x", "=", "1"]
JOIN = ["FROM", "t", "INNER", "JOIN", "u", "ON", "(", "c", ")"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"WHERE": WHERE}, "Adds `WHERE`."),
        ({"WHERE": WHERE, "LIMIT": ["LIMIT", "3"]}, "Adds `WHERE` and `LIMIT`."),
        ({"SELECT": [*START["SELECT"], ",", "c"], "FROM": JOIN}, "Adds 1 column and a `JOIN`."),
        ({"SELECT": [*START["SELECT"], ",", "f", "(", "c", ",", "d", ")"]}, "Adds 1 column."),
        ({"SELECT": ["SELECT", "a", ",", "COUNT", "(", "c", ")", ",", "b"]}, "Adds 1 column."),
        ({"SELECT": ["SELECT", "COUNT", "(", "*", ")"]}, "Selects 1 column instead of 2."),
        ({"SELECT": ["SELECT", "DISTINCT", "a", ",", "b"]}, "Adds `DISTINCT`."),
        ({"SELECT": ["SELECT", "a", ",", "c"]}, "Changes what is selected."),
        ({"ORDER": ["ORDER", "BY", "a"], "GROUP": ["GROUP", "BY", "a"]}, "Adds `ORDER BY` and `GROUP BY`."),
    ],
)
def test_what_is_new(change: dict[str, list[str]], words: str) -> None:
    assert change_words(START, START | change) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (WHERE, ["WHERE", "(", *WHERE[1:], "AND", "y", ")"], "Adds to `WHERE`."),
        (WHERE, ["WHERE", "z"], "Changes `WHERE`."),
        (WHERE, None, "Takes away `WHERE`."),
    ],
)
def test_what_becomes_of_a_clause(before: list[str], after: list[str] | None, words: str) -> None:
    later = START | ({"WHERE": after} if after else {})
    assert change_words(START | {"WHERE": before}, later) == words


def test_joins_that_go() -> None:
    assert change_words(START | {"FROM": JOIN}, START) == "Takes away a `JOIN`."
    assert change_words(START, START | {"FROM": [*JOIN, *JOIN[2:]]}) == "Adds 2 `JOIN`s."
    assert change_words(START, START | {"FROM": ["FROM", "u"]}) == "Changes `FROM`."


def test_statements_that_cannot_be_compared_are_not() -> None:
    assert change_words(None, START) == change_words(START, None) == change_words(START, {"UPDATE": ["UPDATE"]}) == ""
