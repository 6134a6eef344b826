"""Formulas of query counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.domain.authoring.formula import FormulaError, parse_formula


@pytest.mark.parametrize(
    ("text", "n", "count"),
    [
        ("3", None, 3),
        ("0", None, 0),
        ("N", 7, 7),
        ("1 + N", 100, 101),
        ("1+N", 0, 1),
        (" 2*N + 1 ", 5, 11),
        ("1 + 2 * N", 5, 11),
        ("N*N", 4, 16),
        ("N + N + 1", 3, 7),
        ("2 * 3", None, 6),
    ],
)
def test_a_formula_gives_its_count(text, n, count):
    assert parse_formula(text).value(n) == count


@pytest.mark.parametrize("text", ["", " ", "1 +", "+ 1", "1 1", "N N", "2N", "1 - N", "n", "1 + D", "1 ** N", "(1)", "1.5"])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(FormulaError):
        parse_formula(text)


def test_the_message_names_what_stands_there_instead():
    with pytest.raises(FormulaError, match=r"`D` is not a number, `N`, `\+` or `\*`"):
        parse_formula("1 + D")


def test_code_is_not_evaluated():
    with pytest.raises(FormulaError):
        parse_formula("__import__('os').getpid()")


def test_a_long_text_is_refused():
    with pytest.raises(FormulaError, match="at most 60 characters"):
        parse_formula("1+" * 40 + "1")


def test_only_a_formula_with_n_uses_n():
    assert parse_formula("1 + N").uses_n
    assert not parse_formula("2 * 3").uses_n
    assert not parse_formula("0 * N + 2").uses_n


def test_a_formula_with_n_needs_its_value():
    with pytest.raises(FormulaError, match="needs a value for N"):
        parse_formula("1 + N").value()


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 10_000))
def test_a_sum_of_products_counts_as_in_arithmetic(constant, factor, n):
    assert parse_formula(f"{constant} + {factor} * N").value(n) == constant + factor * n
