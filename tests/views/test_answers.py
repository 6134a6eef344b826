from __future__ import annotations

import pytest

from course.models import ItemAnswer
from tests.small_course import write_course
from tests.views.page_text import words


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)


def answer(client, item, given, **headers):
    return client.post(f"/lessons/lesson-1/answers/{item}/", {"answer": given}, headers=headers)


@pytest.mark.parametrize(
    ("item", "given", "correct", "why"),
    [
        ("predict-1", "1", True, "A COUNT is one statement, says reason 1."),
        ("predict-1", "7", False, "Seven is what hint 1 calls far too many."),
        ("quiz-1", "0", True, "It asks the database, says reason 1."),
        ("quiz-1", "1", False, "It loads every row, says reason 1."),
        ("myth-1", "myth", True, "Counting reads an index, says reason 1."),
        ("myth-1", "fact", False, "Counting reads an index, says reason 1."),
    ],
)
def test_each_answer_is_judged_with_its_own_reason_and_stored(client, db, item, given, correct, why):
    response = answer(client, item, given, **{"X-Partial": "1"})
    assert (response.status_code, response.templates[0].name) == (200, "course/_answer.html")
    assert (response.context["correct"], response.context["given"]) == (correct, given)
    assert why in words(response.content.decode())
    stored = ItemAnswer.objects.get()
    assert (stored.item, stored.given, stored.correct) == (item, given, correct)
    assert stored.session_key == client.session.session_key


@pytest.mark.both_databases
def test_without_javascript_the_reason_stands_in_the_page_and_the_item_is_ticked(client, db):
    response = answer(client, "quiz-1", "0")
    assert response.status_code == 200
    assert "It asks the database, says reason 1." in words(response.content.decode())
    assert response.context["done"] == frozenset({"quiz-1"})


@pytest.mark.parametrize(
    ("item", "given"), [("quiz-1", "2"), ("quiz-1", "-1"), ("predict-1", "many"), ("myth-1", "perhaps"), ("quiz-1", "")]
)
def test_what_is_no_answer_is_refused_and_not_stored(client, db, item, given):
    response = answer(client, item, given, **{"X-Partial": "1"})
    assert (response.status_code, response.templates[0].name) == (400, "course/_problem.html")
    assert ItemAnswer.objects.count() == 0


@pytest.mark.parametrize("item", ["exercise-1-1", "sample-1", "no-such-item"])
def test_only_questions_take_answers(client, db, item):
    assert answer(client, item, "0").status_code == 404


def test_answers_have_a_wider_limit_than_runs(client, db, settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    statuses = [answer(client, "quiz-1", "0").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
