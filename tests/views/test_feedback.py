"""“This did not help”: from the learner's button to the answer they read."""

from __future__ import annotations

import pytest

from course.models import Attempt, Feedback
from tests.classrooms import client_of, make_class, make_instructor, tried
from tests.small_course import write_course

ONE = "exercise-1-1"


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)


@pytest.fixture
def attempt(ines, alice):
    make_class(ines, alice)
    return tried(alice, ONE, Attempt.Verdict.SLOW, code="len(Post.objects.all())", checks=[
        {"name": "max_queries", "passed": False, "variant": "base", "message": "101 queries, the budget is 1"}])


@pytest.fixture
def entry(attempt):
    return Feedback.objects.create(attempt=attempt, note="What is a <join>?")


def text(response):
    return response.content.decode()


def test_a_learner_says_that_a_result_did_not_help(alice_client, attempt):
    response = alice_client.post(f"/attempts/{attempt.pk}/feedback/", {"note": "Which loop?"}, headers={"X-Partial": "1"})
    assert 'data-announce="Sent.' in text(response)
    plain = alice_client.post(f"/attempts/{attempt.pk}/feedback/", {"note": ""})
    assert plain["Location"] == f"/lessons/lesson-1/#item-{ONE}"
    assert [one.note for one in Feedback.objects.all()] == [""]


def test_nobody_speaks_for_somebody_else(teacher, client, attempt):
    assert teacher.post(f"/attempts/{attempt.pk}/feedback/").status_code == 404
    assert client.post(f"/attempts/{attempt.pk}/feedback/").status_code == 404
    assert not Feedback.objects.exists()


def test_a_note_is_one_line_of_some_length(alice_client, attempt):
    assert alice_client.post(f"/attempts/{attempt.pk}/feedback/", {"note": "x" * 301}).status_code == 400


def test_a_note_that_is_not_sent_stands_in_the_form_again(alice_client, attempt, settings):
    address, note = f"/attempts/{attempt.pk}/feedback/", {"note": "Which \"loop\"?"}
    settings.SANDBOX_RUNS_PER_MINUTE = 0
    plain = alice_client.post(address, note)
    assert (plain.status_code, plain["Retry-After"]) == (429, "60")
    for kept in ("Not sent yet", f'action="{address}"', 'value="Which &quot;loop&quot;?"'):
        assert kept in text(plain)
    told = alice_client.post(address, note, headers={"X-Partial": "1"})
    assert told.status_code == 429
    assert text(told).startswith('<p class="errorlist"')
    settings.SANDBOX_RUNS_PER_MINUTE = 30
    alice_client.post(address, note)
    assert Feedback.objects.get().note == 'Which "loop"?'


def test_the_instructor_reads_it_answers_and_the_learner_reads_the_answer(teacher, alice_client, entry):
    assert "1 waiting" in text(teacher.get("/teach/"))
    queue = text(teacher.get("/teach/feedback/"))
    for shown in ("What is a &lt;join&gt;?", "alice", "101 queries, the budget is 1", "Count exercise-1-1"):
        assert shown in queue
    assert "no answer yet" in text(alice_client.get("/progress/"))
    assert "answered" not in text(alice_client.get("/"))

    sent = teacher.post(f"/teach/feedback/{entry.pk}/reply/", {"reply": "Look at <lesson> 5."}, follow=True)
    assert "Nothing waits for an answer" in text(sent)
    assert "Look at &lt;lesson&gt; 5." in text(teacher.get("/teach/feedback/?answered=1"))
    assert "Your instructor answered a question" in text(alice_client.get("/"))
    progress = text(alice_client.get("/progress/"))
    assert "ines answered" in progress
    assert "Look at &lt;lesson&gt; 5." in progress

    assert alice_client.post(f"/feedback/{entry.pk}/read/")["Location"] == "/progress/#feedback"
    assert "Your instructor answered" not in text(alice_client.get("/"))
    assert "Look at &lt;lesson&gt; 5." in text(alice_client.get("/progress/"))
    assert alice_client.post(f"/feedback/{entry.pk}/read/").status_code == 404


@pytest.mark.parametrize("reply", ["", "  ", "x" * 2001])
def test_an_empty_answer_is_not_sent(teacher, entry, reply):
    assert "Nothing was sent" in text(teacher.post(f"/teach/feedback/{entry.pk}/reply/", {"reply": reply}, follow=True))
    entry.refresh_from_db()
    assert (entry.reply, entry.replied) == ("", None)


def test_an_answer_may_be_as_long_as_the_browser_counts_it(teacher, entry):
    lines = "\r\n".join(["x" * 99] * 20)  # 1,999 characters for a browser, more on the wire
    teacher.post(f"/teach/feedback/{entry.pk}/reply/", {"reply": lines})
    entry.refresh_from_db()
    assert entry.reply == lines.replace("\r\n", "\n")


def test_another_instructor_neither_sees_nor_answers_it(entry, admin_client):
    other = client_of(make_instructor("ivan"))
    assert "Nothing waits" in text(other.get("/teach/feedback/"))
    assert other.post(f"/teach/feedback/{entry.pk}/reply/", {"reply": "no"}).status_code == 404
    assert "alice" in text(admin_client.get("/teach/feedback/"))


def test_only_who_asked_puts_the_answer_away(teacher, ines, entry):
    teacher.post(f"/teach/feedback/{entry.pk}/reply/", {"reply": "yes"})
    assert teacher.post(f"/feedback/{entry.pk}/read/").status_code == 404


def test_whom_nobody_teaches_every_instructor_may_answer_and_nobody_knows_by_name(teacher, ines, alice, alice_client):
    orphan = make_class(ines, alice)
    orphan.instructor = None  # her account was deleted
    orphan.save()
    Feedback.objects.create(attempt=tried(alice, ONE, Attempt.Verdict.WRONG), note="Why wrong?")
    other = client_of(make_instructor("ivan"))
    for client in (teacher, other):
        queue = text(client.get("/teach/feedback/"))
        assert "Why wrong?" in queue
        assert "A learner in no class" in queue
        assert "alice" not in queue
    other.post(f"/teach/feedback/{Feedback.objects.get().pk}/reply/", {"reply": "Read the hint."})
    assert "ivan answered" in text(alice_client.get("/progress/"))
    make_class(ines, alice, name="5C")
    assert "Nothing answered yet" in text(other.get("/teach/feedback/?answered=1"))
    assert "alice" in text(teacher.get("/teach/feedback/?answered=1"))


def test_an_administrator_answers_a_visitor_who_reads_it_without_an_account(client, admin_client):
    client.post("/lessons/lesson-1/answers/quiz-1/", {"answer": "0"})  # begins the session
    key = client.session.session_key
    attempt = Attempt.objects.create(session_key=key, exercise=ONE, code="1", verdict=Attempt.Verdict.WRONG)
    client.post(f"/attempts/{attempt.pk}/feedback/")
    assert "A visitor without an account" in text(admin_client.get("/teach/feedback/"))
    admin_client.post(f"/teach/feedback/{Feedback.objects.get().pk}/reply/", {"reply": "Read the hint."})
    assert "Read the hint." in text(client.get("/progress/"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_sends_the_same_queries_for_one_and_for_three(
    teacher, ines, alice, alice_client, many, django_assert_num_queries
):
    make_class(ines, alice)
    for _ in range(many):
        Feedback.objects.create(attempt=tried(alice, ONE, Attempt.Verdict.WRONG))
    with django_assert_num_queries(5):  # session, user, role, how many, a page of them
        teacher.get("/teach/feedback/")
    with django_assert_num_queries(8):
        alice_client.get("/progress/")


def test_the_export_of_a_learner_holds_what_was_said(alice_client, entry):
    (one,) = alice_client.get("/progress/export/").json()["feedback"]
    assert (one["exercise"], one["note"], one["reply"]) == (ONE, "What is a <join>?", "")


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("headers", [{"X-Partial": "1"}, {}])
def test_a_wrong_result_has_the_button_and_a_right_one_has_not(alice, alice_client, headers):
    address = f"/lessons/lesson-1/exercises/{ONE}/"
    wrong = text(alice_client.post(address, {"code": "def solve():\n    return 1"}, headers=headers))
    newest = Attempt.objects.first()
    assert f'action="/attempts/{newest.pk}/feedback/"' in wrong
    assert (newest.failed_check, newest.finding) == ("same_result", "")
    right = "def solve():\n    return Post.objects.count()"
    assert "This did not help" not in text(alice_client.post(address, {"code": right}, headers=headers))
