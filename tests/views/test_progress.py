from __future__ import annotations

import pytest

from course.models import Attempt, ItemAnswer
from tests.small_course import write_course


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, modules=2)


@pytest.fixture
def work(alice):
    Attempt.objects.create(
        user=alice, exercise="exercise-1-1", code="1 # é", verdict=Attempt.Verdict.SLOW, query_count=101
    )
    Attempt.objects.create(
        user=alice, exercise="exercise-1-1", code="2", verdict=Attempt.Verdict.PASSED, checks=[{"name": "ordered"}]
    )
    ItemAnswer.objects.create(user=alice, item="quiz-2", given="0", correct=True)
    Attempt.objects.create(session_key="s" * 32, exercise="exercise-1-1", code="3", verdict=Attempt.Verdict.PASSED)


def test_progress_counts_by_module(alice_client, work):
    context = alice_client.get("/progress/").context
    assert [(module.done, module.total) for module in context["modules"]] == [(1, 4), (1, 4)]
    assert (context["done_total"], context["item_total"], context["attempt_count"]) == (2, 8, 2)


def test_progress_of_a_visitor_without_work_is_nothing(client, work):
    context = client.get("/progress/").context
    assert (context["done_total"], context["attempt_count"]) == (0, 0)


@pytest.mark.both_databases
def test_the_export_holds_everything_of_the_learner_and_nothing_of_others(alice_client, work):
    response = alice_client.get("/progress/export/")
    assert response["Content-Disposition"] == 'attachment; filename="one-query-progress.json"'
    data = response.json()
    assert data["account"] == {"username": "alice", "email": ""}
    assert [(one["code"], one["verdict"], one["query_count"], one["checks"]) for one in data["attempts"]] == [
        ("1 # é", "slow", 101, []),
        ("2", "passed", 0, [{"name": "ordered"}]),
    ]
    assert [(one["item"], one["given"], one["correct"]) for one in data["answers"]] == [("quiz-2", "0", True)]


def test_the_export_of_a_visitor_without_work_is_empty(client, work):
    data = client.get("/progress/export/").json()
    assert data.pop("account") == {"username": None, "email": ""}
    assert {"attempts", "answers", "classes", "feedback"} <= set(data)
    assert not any(data.values())
