"""Standings and clusters against attempts written down one by one."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from course import class_statistics, classes
from course.domain.standing import Standing
from course.domain.verdict.failure import Failure
from course.models import Attempt
from tests.classrooms import fill, make_class, make_instructor, tried

V = Attempt.Verdict
pytestmark = pytest.mark.both_databases


@pytest.fixture
def people(db):
    return [get_user_model().objects.create_user(name) for name in ("ann", "ben", "cem")]


@pytest.fixture
def classroom(people):
    return make_class(make_instructor("ines"), *people[:2])


def standings(classroom, *exercises):
    return list(class_statistics.standings(classes.learners_of(classroom), exercises))


def test_attempts_up_to_the_first_pass_count_and_the_best_of_all(classroom, people):
    ann, ben, cem = people
    for minutes, (verdict, queries) in enumerate(
        [(V.ERROR, 0), (V.SLOW, 101), (V.UNRUN, 0), (V.PASSED, 2), (V.PASSED, 1), (V.WRONG, 0)]
    ):
        tried(ann, "loops", verdict, minutes=minutes, query_count=queries)
    tried(ben, "loops", V.WRONG, query_count=0)
    tried(ben, "joins", V.SLOW, query_count=7)
    tried(cem, "loops", V.PASSED)  # not in the class
    Attempt.objects.create(session_key="s", exercise="loops", code="1", verdict=V.PASSED)
    assert standings(classroom, "loops", "joins") == [
        Standing(ann.pk, "loops", tries=5, tries_to_pass=3, best=1, seconds_to_pass=180.0),
        Standing(ben.pk, "joins", tries=1, best=7),
        Standing(ben.pk, "loops", tries=1),
    ]
    assert [one.exercise for one in standings(classroom, "joins")] == ["joins"]


def test_who_left_is_counted_no_more(classroom, people):
    tried(people[0], "loops", V.PASSED)
    classes.leave(people[0], classroom.pk)
    assert standings(classroom, "loops") == []
    assert class_statistics.last_exercise(classes.learners_of(classroom)) is None


@pytest.mark.parametrize("size", [3, 300])
def test_statistics_send_one_query_and_clusters_two(classroom, size, django_assert_num_queries):
    fill(classroom, size, ["loops", "joins"])
    learners = classes.learners_of(classroom)
    with django_assert_num_queries(1):
        found = list(class_statistics.standings(learners, ["loops", "joins"]))
    assert len(found) == 2 * size
    with django_assert_num_queries(2):
        assert class_statistics.clusters(learners, "loops")[0].learners == size


def test_wrong_answers_are_clustered_by_check_and_finding(classroom, people):
    ann, ben, cem = people
    n_plus_one = {"failed_check": "max_queries", "finding": "n_plus_one"}
    tried(ann, "loops", V.SLOW, code="ann's first", **n_plus_one)
    tried(ann, "loops", V.SLOW, code="ann's second", query_count=101, **n_plus_one)
    tried(ben, "loops", V.ERROR, code="ben's", failed_check="error", finding="FieldError")
    tried(ben, "loops", V.SLOW, code="ben's slow one", query_count=101, **n_plus_one)
    tried(ben, "loops", V.PASSED, code="right")
    tried(cem, "loops", V.ERROR, failed_check="error", finding="FieldError")
    found = class_statistics.clusters(classes.learners_of(classroom), "loops")
    assert [(one.failure, one.attempts, one.learners, one.example, one.query_count) for one in found] == [
        (Failure("max_queries", "n_plus_one"), 3, 2, "ben's slow one", 101),
        (Failure("error", "FieldError"), 1, 1, "ben's", 0),
    ]
