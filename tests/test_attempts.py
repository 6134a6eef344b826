"""Attempts in the real jail, stored in the database; whose they are, and what is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from course import attempts
from course.attempts import Learner
from course.datasets import UnknownDataset
from course.domain.items import Myth, Prediction
from course.domain.run import RunStatus
from course.domain.verdict.questions import InvalidAnswer
from course.evaluation import BrokenExercise
from course.models import Attempt, DatasetVersion, ItemAnswer
from tests.domain.captured import exercise

TASK = exercise(id="titles", solution="Post.objects.values_list('title')")
RIGHT, WRONG = TASK.solution, "[]"
MYTH = Myth.model_validate({"id": "free", "claim": "Free.", "because": "No."})
PREDICTION = Prediction.model_validate({"id": "count", "ask": "?", "code": "1", "answer": 3, "because": "3"})
ANON = Learner(session_key="anonymous-session")


@pytest.fixture
def alice(db: None) -> AbstractBaseUser:
    return get_user_model().objects.create_user("alice")


@pytest.fixture
def bob(db: None) -> AbstractBaseUser:
    return get_user_model().objects.create_user("bob")


@pytest.mark.both_databases
def test_a_passed_attempt_is_stored_with_its_grade(sandbox: Any, live_dataset: DatasetVersion, alice: Any) -> None:
    submission = attempts.submit(Learner(alice), TASK, RIGHT)
    stored = Attempt.objects.get()
    assert submission.attempt == stored
    assert submission.check.passed is True
    assert (stored.user, stored.session_key, stored.exercise, stored.code) == (alice, "", "titles", RIGHT)
    assert (stored.verdict, stored.passed, stored.query_count, stored.budget) == ("passed", True, 1, 1)
    assert stored.dataset_version == live_dataset.version
    assert stored.checks[0] == {
        "name": "returned_something", "passed": True, "variant": "base", "message": "An answer came back."
    }


@pytest.mark.both_databases
@pytest.mark.parametrize(("code", "verdict"), [
    (WRONG, "wrong"), ("1 / 0", "error"), ("def (", "error"), ("while True: pass", "limit"),
    ("print('a\0b')", "error"), ("'\ud800'", "error"),
])
def test_code_is_kept_whatever_became_of_it(
    sandbox: Any, live_dataset: DatasetVersion, code: str, verdict: str
) -> None:
    attempts.submit(ANON, TASK, code)
    stored = Attempt.objects.get()
    assert (stored.verdict, stored.session_key, stored.user) == (verdict, "anonymous-session", None)
    assert stored.code == code.replace("\0", "\ufffd").replace("\ud800", "?")


def test_code_is_kept_where_nothing_can_be_run(db: None) -> None:
    DatasetVersion.objects.create(name="town-library", version="f" * 64, loaded_by="tests", live=True)
    with pytest.raises(UnknownDataset):
        attempts.submit(ANON, TASK, RIGHT)
    assert list(Attempt.objects.values_list("code", "verdict", "dataset_version")) == [(RIGHT, "unrun", "")]


def test_code_is_kept_where_the_exercise_itself_is_broken(sandbox: Any, live_dataset: DatasetVersion) -> None:
    with pytest.raises(BrokenExercise):
        attempts.submit(ANON, exercise(id="broken", solution="1 / 0"), "[]")
    assert list(Attempt.objects.values_list("exercise", "verdict")) == [("broken", "unrun")]


def test_submitting_is_two_statements_besides_the_runs(
    sandbox: Any, live_dataset: DatasetVersion, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):  # which version is live; the attempt
        attempts.submit(ANON, TASK, RIGHT)


def test_a_free_run_is_explained_and_stores_nothing(sandbox: Any, live_dataset: DatasetVersion) -> None:
    code = "for p in Post.objects.all():\n    print(p.title, p.author.name)\n"
    result = attempts.run(code, "town-library")
    assert (result.status, result.query_count) == (RunStatus.OK, 101)
    assert [(group.count, group.lines) for group in result.groups] == [(1, (1,)), (100, (2,))]
    (finding,) = result.findings
    assert (finding.code, finding.line, finding.loop_line, finding.relation, finding.count, finding.fix) == (
        "n_plus_one", 2, 1, "Post.author", 100, 'select_related("author")'
    )
    assert attempts.run(code, "town-library", 2).query_count == 201
    assert Attempt.objects.count() == 0


def test_a_dataset_that_is_not_loaded_is_said(db: None) -> None:
    with pytest.raises(UnknownDataset):
        attempts.run("1", "nowhere")


@pytest.mark.both_databases
def test_answers_to_questions_are_judged_and_stored(db: None, alice: Any) -> None:
    assert attempts.answer(Learner(alice), PREDICTION, " 3 ") == (True, "3")
    assert attempts.answer(Learner(alice), MYTH, "fact") == (False, "No.")
    assert list(ItemAnswer.objects.order_by("pk").values_list("user", "item", "given", "correct")) == [
        (alice.pk, "count", "3", True), (alice.pk, "free", "fact", False)
    ]
    with pytest.raises(InvalidAnswer):
        attempts.answer(Learner(alice), PREDICTION, "three")
    assert ItemAnswer.objects.count() == 2


def kept(learner: Learner, exercise_id: str, verdict: str = "wrong") -> Attempt:
    return Attempt.objects.create(**learner.owner, exercise=exercise_id, code=verdict, verdict=verdict)


@pytest.mark.both_databases
def test_done_is_what_was_passed_or_answered_right(db: None, alice: Any, bob: Any, django_assert_num_queries: Any) -> None:
    learner = Learner(alice)
    kept(learner, "one", "slow")
    kept(learner, "two", "passed")
    kept(learner, "two", "wrong")
    kept(Learner(bob), "three", "passed")
    attempts.answer(learner, PREDICTION, 3)
    attempts.answer(learner, MYTH, "fact")
    with django_assert_num_queries(1):
        assert attempts.done(learner) == {"two", "count"}


@pytest.mark.both_databases
def test_anonymous_work_moves_into_the_account(db: None, alice: Any, bob: Any) -> None:
    kept(ANON, "one", "passed")
    attempts.answer(ANON, PREDICTION, 3)
    kept(Learner(session_key="another-session"), "two", "passed")
    kept(Learner(bob), "three", "passed")
    attempts.adopt(alice, "anonymous-session")
    assert attempts.done(Learner(alice)) == {"one", "count"}
    assert attempts.done(ANON) == frozenset()
    assert attempts.done(Learner(bob)) == {"three"}
    assert Attempt.objects.filter(user=alice, session_key="").count() == 1


def test_a_visitor_without_account_and_session_has_done_nothing(db: None) -> None:
    Attempt.objects.create(exercise="one", code="", verdict="passed")
    attempts.adopt(None, "")
    nobody = Learner()
    assert (attempts.done(nobody), attempts.count(nobody), attempts.last_item(nobody)) == (frozenset(), 0, None)
    assert attempts.export(nobody) == {"attempts": [], "answers": [], "latest_runs": [], "lab_runs": []}


@pytest.mark.both_databases
def test_history_and_recent_attempts_are_newest_first_and_ones_own(
    db: None, alice: Any, bob: Any, django_assert_num_queries: Any
) -> None:
    learner = Learner(alice)
    first, second, third = (kept(learner, "titles", verdict) for verdict in ("wrong", "slow", "passed"))
    kept(learner, "other")
    kept(Learner(bob), "titles")
    assert list(attempts.history(learner, TASK)) == [third, second, first]
    with django_assert_num_queries(1):
        recent = attempts.recent(learner, ["titles", "never"], each=2)
    assert recent == {"titles": [third, second], "never": []}
    assert attempts.count(learner) == 4


@pytest.mark.both_databases
def test_the_last_item_is_an_exercise_or_a_question(db: None, alice: Any) -> None:
    learner = Learner(alice)
    assert attempts.last_item(learner) is None
    kept(learner, "one")
    assert attempts.last_item(learner) == "one"
    attempts.answer(learner, MYTH, "myth")
    assert attempts.last_item(learner) == "free"


def test_an_export_holds_everything_as_json(db: None, alice: Any) -> None:
    learner = Learner(alice)
    made = kept(learner, "one", "slow")
    attempts.answer(learner, MYTH, "myth")
    exported = attempts.export(learner)
    assert exported["attempts"] == [{
        "created": made.created.isoformat(), "exercise": "one", "dataset_version": "", "code": "slow",
        "verdict": "slow", "query_count": 0, "budget": 0, "checks": [],
    }]
    assert [(row["item"], row["given"], row["correct"]) for row in exported["answers"]] == [("free", "myth", True)]


def test_the_jail_answers(sandbox: Any) -> None:
    assert attempts.check_jail() is None
