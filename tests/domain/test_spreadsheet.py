from __future__ import annotations

import csv

import pytest

from course.domain.spreadsheet import BYTE_ORDER_MARK, csv_lines, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_is_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["", "alice", "a=1", 3, -3, None, 2.5])
def test_everything_else_stays(value):
    assert safe_cell(value) == value


def test_lines_read_back_as_they_were():
    rows = [("learner", "n"), ('Ann "the\nquick", B', 3), ("=HYPERLINK(1)", None)]
    text = "".join(csv_lines(rows))
    assert text.startswith(BYTE_ORDER_MARK)
    assert list(csv.reader(text.removeprefix(BYTE_ORDER_MARK).splitlines(keepends=True))) == [
        ["learner", "n"], ['Ann "the\nquick", B', "3"], ["'=HYPERLINK(1)", ""],
    ]


def test_lines_come_one_by_one():
    def endless():
        while True:
            yield ("row",)

    lines = csv_lines(endless())
    assert [next(lines) for _ in range(3)] == [BYTE_ORDER_MARK, "row\r\n", "row\r\n"]
