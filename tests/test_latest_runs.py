"""The last run of a place against this one: what is kept, whose it is, and when there is nothing to compare."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model

from course import attempts
from course.attempts import Learner
from course.domain.run import RunStatus
from course.latest_runs import set_beside_the_last
from course.models import LatestRun
from tests.domain.insight.test_comparison import FIXED, NAIVE

ANON = Learner(session_key="anonymous-session")


def test_the_first_run_stands_alone_and_the_second_is_set_beside_it(db: None, django_assert_num_queries: Any) -> None:
    assert set_beside_the_last(ANON, "sample", "one\nsame", NAIVE) is None
    with django_assert_num_queries(2):
        found = set_beside_the_last(ANON, "sample", "two\nsame", FIXED)
    assert found is not None
    assert found.before == 4
    assert [(one.name, one.before, one.after) for one in found.runs.measures][:2] == [("queries", 4, 1), ("rows", 6, 3)]
    assert [change.kind for change in found.runs.groups] == ["changed", "removed"]
    assert [(line.kind, line.text) for line in found.code] == [("removed", "one"), ("added", "two"), ("same", "same")]
    assert LatestRun.objects.count() == 1


def test_each_place_and_each_learner_has_a_last_run_of_its_own(db: None) -> None:
    alice = Learner(get_user_model().objects.create_user("alice"))
    set_beside_the_last(ANON, "sample", "1", NAIVE)
    assert set_beside_the_last(ANON, "another", "1", NAIVE) is None
    assert set_beside_the_last(alice, "sample", "1", NAIVE) is None
    assert set_beside_the_last(Learner(), "sample", "1", NAIVE) is None
    assert LatestRun.objects.count() == 3


def test_a_run_that_did_not_finish_is_no_last_run(db: None) -> None:
    set_beside_the_last(ANON, "sample", "1", NAIVE)
    assert set_beside_the_last(ANON, "sample", "2", replace(FIXED, status=RunStatus.ERROR)) is None
    found = set_beside_the_last(ANON, "sample", "3", FIXED)
    assert found is not None
    assert found.before == 4


def test_runs_on_another_version_of_the_data_are_not_compared(db: None) -> None:
    set_beside_the_last(ANON, "sample", "1", NAIVE)
    other = replace(FIXED, image=replace(FIXED.image, version="v2"))
    assert set_beside_the_last(ANON, "sample", "1", other) is None
    assert set_beside_the_last(ANON, "sample", "1", other) is not None


def test_what_another_version_of_the_site_kept_is_not_compared(db: None) -> None:
    set_beside_the_last(ANON, "sample", "1", NAIVE)
    LatestRun.objects.update(footprint={"queries": 4})
    assert set_beside_the_last(ANON, "sample", "1", FIXED) is None


def test_an_account_takes_over_the_last_runs_of_its_session(db: None) -> None:
    set_beside_the_last(ANON, "sample", "1", NAIVE)
    alice = get_user_model().objects.create_user("alice")
    attempts.adopt(alice, "anonymous-session")
    found = set_beside_the_last(Learner(alice), "sample", "2", FIXED)
    assert found is not None
    assert found.before == 4
