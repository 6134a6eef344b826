"""The project's list of problems: what a run's findings say about each."""

from __future__ import annotations

import pytest

from course.domain.grading import Check, CheckResult, Verdict
from course.domain.labs.project import ProjectPlan, right_result, sightings
from course.domain.run import DataImage, Finding, RunResult, RunStatus

PLAN = ProjectPlan(
    exercise="slow-page", queries=42,
    problems=(
        {"title": "One by one", "shown_by": ["n_plus_one Loan.book", "n_plus_one Loan.member"], "lesson": "one-join"},
        {"title": "By key", "shown_by": "get_in_loop", "lesson": "one-innocent-loop"},
    ),
)


def run_with(*findings):
    return RunResult(status=RunStatus.OK, image=DataImage("town-library", "v"), findings=tuple(findings))


def finding(code, relation="", line=3, count=10):
    return Finding(code, line, None, relation, count, "fix", "message")


def states(run, right):
    return [one.state for one in sightings(PLAN.problems, run, right)]


def test_before_any_run_nothing_is_known_but_who_is_done_has_mended_all():
    assert states(None, right=False) == ["untried", "untried"]
    assert states(None, right=True) == ["mended", "mended"]


def test_a_problem_is_seen_with_its_queries_and_lines():
    run = run_with(finding("n_plus_one", "Loan.member", 8, 160), finding("n_plus_one", "Loan.book", 7, 150))
    one_by_one, by_key = sightings(PLAN.problems, run, right=True)
    assert (one_by_one.state, one_by_one.queries, one_by_one.lines) == ("seen", 310, (7, 8))
    assert (by_key.state, by_key.queries, by_key.lines) == ("mended", 0, ())


def test_a_finding_about_another_relation_is_another_problem():
    assert states(run_with(finding("n_plus_one", "Book.authors"), finding("get_in_loop")), right=True) == [
        "mended", "seen",
    ]


def test_what_is_not_seen_is_not_mended_while_the_result_is_wrong():
    assert states(run_with(finding("get_in_loop")), right=False) == ["unclear", "seen"]


@pytest.mark.parametrize(
    ("checks", "right"),
    [
        ([("same_result", True, "base"), ("max_queries", False, "base")], True),
        ([("same_result", True, "base"), ("same_result", False, "hidden")], True),
        ([("same_result", False, "base"), ("max_queries", True, "base")], False),
        ([("ordered", False, "base")], False),
        ([], False),
    ],
)
def test_a_slow_result_is_right_and_another_one_is_not(checks, right):
    run = run_with()
    made = tuple(Check(name, passed, variant, "") for name, passed, variant in checks)
    assert right_result(CheckResult("slow-page", Verdict.SLOW, made, 0, 7, (), "constant", "", run)) is right
