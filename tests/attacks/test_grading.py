"""Attacks on a grade, through the whole of grading: reference, three versions of the data, the broker's counts."""

from __future__ import annotations

import pytest

from course.domain.run import DataImage
from course.evaluation import evaluate_on
from tests.attacks import conduct
from tests.conftest import BuiltDataset
from tests.domain.captured import exercise

TASK = exercise(
    solution="def solve():\n    return [(p.title, p.author.name) for p in Post.objects.select_related('author')]\n",
    starter="[(p.title, p.author.name) for p in Post.objects.all()]",
)
CASES = [case for case in conduct.cases() if case.kind == conduct.GRADING]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_grade_is_what_it_must_be(case: conduct.Case, sandbox: object, town_library: BuiltDataset):
    check = evaluate_on(TASK, case.code, DataImage("town-library", town_library.version))
    failed = next((one.name for one in check.checks if not one.passed), "")
    words = case.expectation("A").words
    assert check.verdict.value in words["verdict"], (check.verdict, failed, check.run.error)
    assert failed in words.get("check", (failed,))
