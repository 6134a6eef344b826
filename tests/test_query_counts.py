"""Every page sends the same number of queries for one lesson, exercise or attempt and for three. The site practises."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from course.models import Attempt, ItemAnswer
from tests.small_course import add_side_pages, write_course

SESSION_AND_USER = 2
SAVED_SESSION = 3  # an UPDATE in a savepoint
LATEST_RUN = 2  # the one before it, and itself


@pytest.fixture(params=[1, 3])
def many(request):
    return request.param


@pytest.fixture
def alice_with_work(db, settings, tmp_path, many):
    """A learner in a course of `many` modules of `many` lessons, who tried each of the `many` exercises `many` times."""
    cache.clear()
    settings.LESSONS_DIR = write_course(tmp_path, modules=many, lessons=many, exercises=many)
    alice = get_user_model().objects.create_user("alice", is_staff=True, is_superuser=True)
    for lesson in range(1, many**2 + 1):
        for exercise in range(1, many + 1):
            for _ in range(many):
                name = f"exercise-{lesson}-{exercise}"
                Attempt.objects.create(user=alice, exercise=name, code="1", verdict=Attempt.Verdict.PASSED)
        ItemAnswer.objects.create(user=alice, item=f"quiz-{lesson}", given="0", correct=True)
    return alice


@pytest.fixture
def alice_client(alice_with_work):
    client = Client()
    client.force_login(alice_with_work, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", SESSION_AND_USER + 4),  # what is done; what is switched off; what was last; unread answers
        ("/lessons/lesson-1/", SESSION_AND_USER + 3),  # what is done; the last attempts; what is switched off
        ("/lessons/lesson-1/exercises/exercise-1-1/history/", SESSION_AND_USER + 2),  # how many; this page of them
        ("/progress/", SESSION_AND_USER + 5),  # what is done; switched off; how many attempts; answers; classes
        ("/progress/export/", SESSION_AND_USER + 6),  # attempts; answers; latest runs; runs of labs; classes; feedback
        ("/accounts/", SESSION_AND_USER),
        ("/accounts/password/", SESSION_AND_USER),
        ("/accounts/delete/", SESSION_AND_USER),
        ("/nowhere", SESSION_AND_USER),
    ],
)
def test_a_page_of_a_learner_sends(alice_client, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        alice_client.get(address)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/project/", SESSION_AND_USER + 3),  # what is done; the last attempts; what is switched off
        ("/glossary/", SESSION_AND_USER),
        ("/methods/", SESSION_AND_USER),
    ],
)
def test_a_page_beside_the_lessons_sends(alice_client, settings, many, django_assert_num_queries, address, queries):
    add_side_pages(settings.LESSONS_DIR, many)
    with django_assert_num_queries(queries):
        assert alice_client.get(address).status_code == 200


@pytest.mark.usefixtures("alice_with_work")
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_a_page_of_a_visitor_sends_none(client, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        client.get(address)


@pytest.mark.usefixtures("alice_with_work")
@pytest.mark.parametrize("address", ["/", "/progress/", "/lessons/lesson-1/"])
def test_the_course_of_a_visitor_asks_only_what_is_switched_off(client, django_assert_num_queries, address):
    with django_assert_num_queries(1):
        client.get(address)


def test_hints_send_only_who_they_are_for(alice_client, django_assert_num_queries):
    address = "/lessons/lesson-1/exercises/exercise-1-1"
    with django_assert_num_queries(SESSION_AND_USER + SAVED_SESSION):  # which keeps that the hint was seen
        alice_client.post(f"{address}/hints/", {"step": "1"}, headers={"X-Partial": "1"})
    with django_assert_num_queries(SESSION_AND_USER):
        alice_client.post(f"{address}/hints/", {"step": "1"}, headers={"X-Partial": "1"})


@pytest.mark.usefixtures("sandbox", "live_dataset")
def test_a_solution_asks_what_is_done_the_version_and_the_last_run(alice_client, django_assert_num_queries):
    with django_assert_num_queries(SESSION_AND_USER + 3):
        alice_client.post("/lessons/lesson-1/exercises/exercise-1-1/solution/", headers={"X-Partial": "1"})


def test_an_answer_to_a_question_asks_whether_it_is_on_and_sends_its_insert(alice_client, django_assert_num_queries):
    with django_assert_num_queries(SESSION_AND_USER + 2):
        alice_client.post("/lessons/lesson-1/answers/quiz-1/", {"answer": "0"}, headers={"X-Partial": "1"})


@pytest.mark.usefixtures("sandbox", "live_dataset")
def test_an_attempt_sends_the_version_its_insert_and_the_last_attempts(alice_client, django_assert_num_queries):
    address = "/lessons/lesson-1/exercises/exercise-1-1/"
    with django_assert_num_queries(SESSION_AND_USER + 3 + LATEST_RUN):
        alice_client.post(address, {"code": "Post.objects.count()"}, headers={"X-Partial": "1"})


@pytest.mark.usefixtures("sandbox", "live_dataset")
def test_a_sample_sends_the_version(alice_client, django_assert_num_queries):
    with django_assert_num_queries(SESSION_AND_USER + 1 + LATEST_RUN):
        alice_client.post("/lessons/lesson-1/samples/sample-1/", {"code": "1"}, headers={"X-Partial": "1"})


@pytest.mark.usefixtures("sandbox", "live_dataset")
@pytest.mark.parametrize("panel", ["growth", "plan", "steps", "timeline"])
def test_a_panel_of_a_result_sends_the_version(alice_client, django_assert_num_queries, panel):
    with django_assert_num_queries(SESSION_AND_USER + 1):
        alice_client.post(f"/lessons/lesson-1/items/sample-1/{panel}/", {"code": "1"}, headers={"X-Partial": "1"})


@pytest.mark.usefixtures("sandbox", "live_dataset")
def test_an_attempt_without_javascript_sends_that_and_the_lessons(alice_client, django_assert_num_queries):
    address = "/lessons/lesson-1/exercises/exercise-1-1/"
    with django_assert_num_queries(SESSION_AND_USER + 3 + LATEST_RUN + 3):
        alice_client.post(address, {"code": "Post.objects.count()"})


@pytest.mark.parametrize(("model", "queries"), [("attempt", 8), ("itemanswer", 8), ("datasetversion", 6)])
def test_a_list_of_the_admin_sends(alice_client, django_assert_num_queries, model, queries):
    """Who it is, two counts, one page of rows, and the choices of its filters and dates."""
    with django_assert_num_queries(queries):
        alice_client.get(f"/admin/course/{model}/")
