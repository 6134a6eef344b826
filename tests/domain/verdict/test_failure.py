from __future__ import annotations

import pytest

from course.domain.grading import Check, CheckResult, Verdict
from course.domain.run import DataImage, Finding, RunError, RunResult, RunStatus
from course.domain.verdict.failure import Failure, failure_of

IMAGE = DataImage("town-library", "3f9c")


def result(verdict, *checks, **of_run):
    run = RunResult(**{"status": RunStatus.OK, "image": IMAGE} | of_run)
    return CheckResult("loops", verdict, checks, 101, 1, (), "unknown", "", run)


def check(name, passed, variant="base"):
    return Check(name, passed, variant, "…")


N_PLUS_ONE = Finding("n_plus_one", 3, 2, "Post.author", 100, 'select_related("author")', "…")


@pytest.mark.parametrize(
    ("graded", "failure", "words"),
    [
        (result(Verdict.PASSED, check("same_result", True), findings=(N_PLUS_ONE,)), Failure(), "Reason not recorded"),
        (
            result(Verdict.SLOW, check("same_result", True), check("max_queries", False), findings=(N_PLUS_ONE,)),
            Failure("max_queries", "n_plus_one"),
            "Too many queries: N+1",
        ),
        (result(Verdict.WRONG, check("same_result", False)), Failure("same_result"), "Not the expected result"),
        (
            result(Verdict.WRONG, check("same_result", True), check("same_result", False, "hidden")),
            Failure("unseen_data"),
            "Right here, wrong on other data",
        ),
        (
            result(Verdict.ERROR, check("returned_something", False), status=RunStatus.ERROR,
                   error=RunError("FieldError", "…", 2, "")),
            Failure("error", "FieldError"),
            "Raised FieldError",
        ),
        (
            result(Verdict.LIMIT, check("returned_something", False), status=RunStatus.QUERY_LIMIT),
            Failure("limit", "query_limit"),
            "Stopped by a limit: query limit",
        ),
    ],
)
def test_why_an_answer_failed(graded, failure, words):
    assert failure_of(graded) == failure
    assert str(failure) == words


def test_an_unknown_check_is_said_as_it_is_named():
    assert str(Failure("one_page", "odd_thing")) == "One page: odd thing"
