from __future__ import annotations

import pytest

from course.domain.grading import Verdict
from course.domain.labs.lab_page import NO_PAGE, PageDifference, PageTrial, judge_page, page_differences, read_page
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
    assert judge_page([trial("<p>\n<i>", expected="<p>\n<b>")], 3).differences == (PageDifference(2, ("<b>",), ("<i>",)),)
    hidden = judge_page([trial(), trial("secret", variant="hidden", expected="also secret")], 3)
    assert hidden.differences == ()
    assert "secret" not in repr(hidden)


@pytest.mark.parametrize(
    ("expected", "given", "differences"),
    [
        ("a\nb", "a\nb", []),
        ("a\nb\n", "a\nb", [PageDifference(3, ("",), ())]),
        ("a\n1\n2\n3\n4", "a\nx", [PageDifference(2, ("1", "2", "3"), ("x",))]),
        ("a", "a \n", [PageDifference(1, ("a",), ("a ", ""))]),
        ("a\r", "a", [PageDifference(1, ("a\r",), ("a",))]),
        ("", "y" * 400, [PageDifference(1, ("",), ("y" * 300 + "…",))]),
        ("a\nb\nc\nd", "a\nc\nx\nd", [PageDifference(2, ("b",), ()), PageDifference(4, (), ("x",))]),
        ("<p>" * 50 + "1</p>", "<p>" * 50 + "2</p>",
         [PageDifference(1, ("…" + ("<p>" * 50)[-20:] + "1</p>",), ("…" + ("<p>" * 50)[-20:] + "2</p>",))]),
        ("\n1\n" * 9, "\n2\n" * 9, [PageDifference(line, ("1",), ("2",)) for line in (2, 4, 6, 8)]),
    ],
)
def test_pages_differ_line_by_line_from_the_first_that_is_not_the_same(expected, given, differences):
    assert list(page_differences(expected, given)) == differences


def test_a_line_too_many_in_a_long_page_is_the_only_difference():
    lines = [str(number) for number in range(500)]
    given = "\n".join([*lines[:3], "new", *lines[3:]])
    assert page_differences("\n".join(lines), given) == (PageDifference(4, (), ("new",)),)


def test_of_two_long_pages_without_anything_in_common_the_beginning_is_shown():
    (first,) = page_differences("\n".join(map(str, range(60_000))), "x\n" * 60_000)
    assert (first.line, first.expected, first.given) == (1, ("0", "1", "2"), ("x", "x", "x"))


@pytest.mark.parametrize(
    "told",
    [None, {}, {"kind": "scalar", "item": 1}, answer(1), answer("x", status="200"), answer("x", status=-1),
     {"kind": "scalar", "item": {"html": "x", "status": 200, "template_line": 0}},
     {"kind": "scalar", "item": {"html": "x", "status": 200, "template_line": None, "more": 1}}],
)  # fmt: skip
def test_what_is_no_report_of_a_page_is_no_page(told):
    assert read_page(told) is NO_PAGE
