"""What a result says in words, and its strip of ticks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.grading import Check, CheckResult, GrowthPoint, RowDifference, Verdict
from course.domain.run import CapturedQuery, DataImage, QueryGroup, RunError, RunResult, RunStatus, RunValue
from course.templatetags import course_result

IMAGE = DataImage("town-library", "0" * 64)


def run_of(count: int, kept: int | None = None) -> RunResult:
    """One query for the list and then one of a second shape for each row."""
    queries = tuple(
        CapturedQuery(index, "SELECT 1", (), "SELECT", 2, None, 1, 0.1, group=min(index, 1))
        for index in range(count if kept is None else kept)
    )
    groups = (QueryGroup(0, "SELECT 1", 1, (2,), True), QueryGroup(1, "SELECT 1", count - 1, (2,), False))
    return RunResult(
        RunStatus.OK, IMAGE, value=RunValue("rows"), query_count=count, queries=queries, groups=groups[: min(count, 2)]
    )


def check_of(verdict: Verdict, failed: str = "", variant: str = "base", run: RunResult | None = None) -> CheckResult:
    run = run or run_of(101)
    checks = (Check(failed, False, variant, "…"),) if failed else ()
    growth = (GrowthPoint(1, run.query_count), GrowthPoint(2, run.query_count * 2))
    return CheckResult("posts", verdict, checks, run.query_count, 1, growth, "linear", "", run)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (check_of(Verdict.SLOW, "max_queries"), "Right rows, 101 queries, budget 1: slow"),
        (check_of(Verdict.SLOW, "flat_growth"), "Right rows, 101 queries, and more as the data grows: slow"),
        (check_of(Verdict.SLOW, "max_queries", "hidden", run_of(1)), "Right rows, 1 query, budget 1: slow, on other data"),
        (check_of(Verdict.PASSED, run=run_of(1)), "Passed: right rows, 1 query, budget 1"),
        (check_of(Verdict.WRONG, "same_result"), "Not the expected rows"),
        (check_of(Verdict.WRONG, "same_result", "hidden"), "Not the expected rows, on other data"),
        (check_of(Verdict.WRONG, "ordered"), "Right rows, wrong order"),
        (check_of(Verdict.WRONG, "returned_something"), "Nothing came back"),
    ],
)
def test_a_verdict_is_one_sentence(check: CheckResult, words: str) -> None:
    assert course_result.verdict_words(check) == words


def test_missing_and_surplus_rows_are_counted() -> None:
    check = replace(check_of(Verdict.WRONG, "same_result"), difference=RowDifference(missing_total=2, extra_total=1))
    assert course_result.verdict_words(check) == "Not the expected rows: 2 missing, 1 too many"


def test_one_value_is_an_answer_and_not_rows() -> None:
    run = replace(run_of(1), value=RunValue("scalar", json=1, text="1"))
    assert course_result.verdict_words(check_of(Verdict.PASSED, run=run)) == "Passed: right answer, 1 query, budget 1"


def test_a_run_that_ended_badly_says_where_and_after_how_much() -> None:
    failed = replace(run_of(2), status=RunStatus.ERROR, error=RunError("KeyError", "'x'", 3, ""))
    assert course_result.verdict_words(check_of(Verdict.ERROR, run=failed)) == "KeyError on line 3, after 2 queries"
    stopped = replace(run_of(4873, kept=1000), status=RunStatus.TIMEOUT)
    assert course_result.verdict_words(check_of(Verdict.LIMIT, run=stopped)) == "Stopped: out of time, after 4,873 queries"


@pytest.mark.parametrize("status", list(course_result.STOPPED_WORDS))
def test_each_way_to_be_stopped_has_words_of_its_own(status: RunStatus) -> None:
    words = course_result.run_words(replace(run_of(1), status=status))
    assert words == f"{course_result.STOPPED_WORDS[status]}, after 1 query"


def test_no_way_to_end_is_without_words() -> None:
    assert set(RunStatus) - set(course_result.STOPPED_WORDS) == {RunStatus.OK}


def test_every_query_is_a_tick_and_repeats_share_a_colour() -> None:
    ticks = course_result.strip(run_of(101))
    assert len(ticks) == 101
    assert [tick.tone for tick in ticks[:3]] == [0, 1, 1]
    assert ticks[-1].x + ticks[-1].width <= course_result.STRIP_WIDTH


def test_thousands_of_queries_are_drawn_as_blocks_over_the_whole_width() -> None:
    ticks = course_result.strip(run_of(4873, kept=1000))
    assert [tick.tone for tick in ticks] == [0, 1]
    assert ticks[-1].x + ticks[-1].width == pytest.approx(course_result.STRIP_WIDTH, abs=2)
