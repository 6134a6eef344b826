from __future__ import annotations

import pytest

from course.domain.grading import Verdict
from course.domain.lab_page import NO_PAGE, PageDifference, PageTrial, judge_page, page_difference, read_page
from course.domain.run import DataImage, RunResult, RunStatus


def answer(html, status=200):
    return {"kind": "scalar", "item": {"html": html, "status": status, "template_line": None}}


def trial(html="<p>", queries=3, variant="base", expected="<p>", status=RunStatus.OK, told=None):
    image = DataImage("town-library", "v", variant)
    return PageTrial(RunResult(status, image, query_count=queries, answer=told or answer(html)), expected)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ([trial(), trial(variant="hidden")], Verdict.PASSED),
        ([trial(queries=4), trial(queries=4, variant="hidden")], Verdict.SLOW),
        ([trial(), trial(queries=4, variant="hidden")], Verdict.SLOW),
        ([trial("<b>", queries=4)], Verdict.WRONG),
        ([trial(), trial("<b>", variant="hidden")], Verdict.WRONG),
        ([trial(), trial(variant="hidden", status=RunStatus.ERROR)], Verdict.WRONG),
        ([trial(told=answer("<p>", status=404))], Verdict.WRONG),
        ([trial(told={"kind": "none"})], Verdict.WRONG),
        ([trial(status=RunStatus.ERROR)], Verdict.ERROR),
        ([trial(status=RunStatus.REJECTED)], Verdict.ERROR),
        ([trial(status=RunStatus.TIMEOUT)], Verdict.LIMIT),
    ],
)
def test_a_page_passes_only_when_it_is_the_same_everywhere_and_within_the_budget(trials, verdict):
    assert judge_page(trials, 3).verdict is verdict


def test_what_differs_is_shown_of_the_base_page_only():
    assert judge_page([trial("<p>\n<i>", expected="<p>\n<b>")], 3).difference == PageDifference(2, ("<b>",), ("<i>",))
    hidden = judge_page([trial(), trial("secret", variant="hidden", expected="also secret")], 3)
    assert hidden.difference is None
    assert "secret" not in repr(hidden)


@pytest.mark.parametrize(
    ("expected", "given", "difference"),
    [
        ("a\nb", "a\nb", None),
        ("a\nb\n", "a\nb", PageDifference(3, ("",), ())),
        ("a\n1\n2\n3\n4", "a\nx", PageDifference(2, ("1", "2", "3"), ("x",))),
        ("a", "a \n", PageDifference(1, ("a",), ("a ", ""))),
        ("a\r", "a", PageDifference(1, ("a\r",), ("a",))),
        ("", "y" * 400, PageDifference(1, ("",), ("y" * 300 + "…",))),
    ],
)
def test_pages_part_at_the_first_line_that_is_not_the_same(expected, given, difference):
    assert page_difference(expected, given) == difference


@pytest.mark.parametrize(
    "told",
    [None, {}, {"kind": "scalar", "item": 1}, answer(1), answer("x", status="200"), answer("x", status=-1),
     {"kind": "scalar", "item": {"html": "x", "status": 200, "template_line": 0}},
     {"kind": "scalar", "item": {"html": "x", "status": 200, "template_line": None, "more": 1}}],
)  # fmt: skip
def test_what_is_no_report_of_a_page_is_no_page(told):
    assert read_page(told) is NO_PAGE
