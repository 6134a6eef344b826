from __future__ import annotations

import html
import json
import re

import pytest
from django.test import Client

from course import content
from course.domain.run import DataImage, RunRequest
from course.models import Attempt
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable
from tests.small_course import write_course
from tests.views.page_text import markdown_words, words

ADDRESS = "/lessons/one-join/exercises/posts-with-authors/"
NAIVE = "def solve():\n    return [(p.title, p.author.name) for p in Post.objects.all()]\n"
JOINED = NAIVE.replace("all()", 'select_related("author")')


@pytest.fixture
def exercise():
    return content.find_exercise("posts-with-authors")


def send(client, code, address=ADDRESS, **headers):
    return client.post(address, {"code": code}, headers=headers)


def partial(client, code):
    return send(client, code, **{"X-Partial": "1"})


@pytest.mark.both_databases
@pytest.mark.usefixtures("runs_are_live")
def test_the_n_plus_one_answer_is_slow_and_says_why(client, exercise):
    response = partial(client, NAIVE)
    assert response.status_code == 200
    assert response.templates[0].name == "course/_result.html"
    page = words(response.content.decode())
    assert "Right rows, 101 queries, budget 1: slow" in page
    assert markdown_words(exercise.wrong["wrong_as_given.py"].hint) in page
    assert words(exercise.solution) not in page


@pytest.mark.usefixtures("runs_are_live")
def test_the_gutter_gets_counts_and_the_sql_sent_most_often_line_by_line(client):
    code = "def solve():\n    posts = list(Post.objects.all())\n    return [(p.title, p.author.name) for p in posts]\n"
    page = partial(client, code).content.decode()
    lines = json.loads(html.unescape(re.search(r'data-lines="([^"]*)"', page)[1]))
    assert [(line["line"], line["count"]) for line in lines] == [(2, 1), (3, 100)]
    assert re.search(r'FROM "?blog_author"?', lines[1]["sql"])


@pytest.mark.both_databases
@pytest.mark.usefixtures("runs_are_live")
def test_a_passed_exercise_shows_its_solution_and_is_ticked(client, exercise):
    response = partial(client, JOINED)
    page = words(response.content.decode())
    assert words(exercise.solution.split("\n")[-2]) in page
    assert markdown_words(exercise.because) in page
    assert client.get("/lessons/one-join/").context["done"] == frozenset({"posts-with-authors"})


@pytest.mark.usefixtures("runs_are_live")
def test_the_second_result_knows_the_first_ones_count(client):
    assert partial(client, NAIVE).context["previous_count"] is None
    assert partial(client, JOINED).context["previous_count"] == 101


@pytest.mark.usefixtures("runs_are_live")
def test_without_javascript_the_whole_page_comes_back_with_result_and_code(client):
    response = send(client, NAIVE.replace("\n", "\r\n"))
    assert response.status_code == 200
    assert response.context["results"]["posts-with-authors"].check.query_count == 101
    assert response.context["drafts"]["posts-with-authors"] == NAIVE
    page = response.content.decode()
    assert f"\n{html.escape(NAIVE.rstrip())}</textarea>" in page
    assert "Right rows, 101 queries, budget 1: slow" in words(page)


@pytest.mark.both_databases
@pytest.mark.usefixtures("runs_are_live")
def test_an_answer_is_stored_for_the_session_it_begins(client):
    partial(client, NAIVE)
    stored = Attempt.objects.get()
    assert (stored.user, stored.session_key) == (None, client.session.session_key)
    assert (stored.verdict, stored.query_count, stored.budget, stored.code) == ("slow", 101, 1, NAIVE)


@pytest.mark.both_databases
@pytest.mark.usefixtures("runs_are_live")
def test_an_answer_is_stored_for_the_account(alice, alice_client):
    partial(alice_client, NAIVE)
    stored = Attempt.objects.get()
    assert (stored.user, stored.session_key) == (alice, "")


def test_hidden_rows_stay_hidden_from_an_answer_that_only_knows_the_base_data(client, runs_are_live, live_dataset):
    def rows(variant):
        image = DataImage("town-library", live_dataset.version, variant)
        run = pool.run(RunRequest('list(Post.objects.values_list("title", "author__name"))', image))
        return {tuple(row) for row in run.value.rows}

    base, hidden = rows("base"), rows("hidden")
    assert len(hidden - base) > 20
    response = partial(client, f"def solve():\n    return {sorted(base)!r}\n")
    assert response.context["check"].verdict == "wrong"
    page = words(response.content.decode().replace("<", " <"))
    assert [row for row in base if " ".join(row) in page] != []
    assert [row for row in hidden - base if " ".join(row) in page] == []


@pytest.mark.parametrize(
    ("code", "status", "says"),
    [
        ("#" * 10_241, 413, "10,241 bytes"),
        ("1\x00", 400, "Null characters are not allowed"),
        ("", 400, "There is no code to run yet"),
    ],
)
def test_what_cannot_run_is_refused_in_its_place_and_kept(client, db, code, status, says):
    small = partial(client, code)
    assert (small.status_code, small.templates[0].name) == (status, "course/_problem.html")
    assert says in words(small.content.decode())
    whole = send(client, code)
    assert whole.status_code == status
    assert says in words(whole.content.decode())
    assert whole.context["drafts"]["posts-with-authors"] == code
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("headers", [{}, {"X-Partial": "1"}])
def test_a_request_too_long_to_be_read_is_413_as_well(client, db, headers):
    response = client.post(ADDRESS, {"code": "#" * 3_000_000}, headers=headers)
    assert response.status_code == 413
    assert "far too long" in words(response.content.decode())


def refusing(monkeypatch, error):
    def run(request):
        raise error

    monkeypatch.setattr(pool, "run", run)


@pytest.mark.usefixtures("live_dataset")
def test_a_busy_sandbox_is_503_with_the_wait_and_the_code_is_kept(client, monkeypatch):
    refusing(monkeypatch, SandboxBusy("Many answers are being run.", retry_after=3))
    response = send(client, NAIVE)
    assert (response.status_code, response["Retry-After"]) == (503, "3")
    assert response.context["drafts"]["posts-with-authors"] == NAIVE
    assert "Many answers are being run." in words(response.content.decode())
    assert Attempt.objects.get().verdict == "unrun"


@pytest.mark.usefixtures("live_dataset")
def test_without_a_jail_exercises_say_so_and_lessons_stay_readable(client, monkeypatch):
    refusing(monkeypatch, SandboxUnavailable("exercises cannot run on this host: install bubblewrap"))
    response = partial(client, NAIVE)
    assert response.status_code == 503
    assert "exercises cannot run on this host: install bubblewrap" in words(response.content.decode())
    assert client.get("/lessons/one-join/").status_code == 200


def test_without_data_exercises_say_what_to_run_and_name_no_folder(client, db, settings):
    response = partial(client, NAIVE)
    assert response.status_code == 503
    page = words(response.content.decode())
    assert "manage.py seed" in page
    assert str(settings.IMAGES_DIR) not in page


@pytest.mark.usefixtures("live_dataset")
def test_an_exercise_whose_own_solution_fails_is_our_fault_and_costs_no_code(client, runs_are_live, settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)
    (tmp_path / "11-lesson-1" / "exercise-1-1" / "solution.py").write_text("1 / 0\n")
    response = send(client, "Post.objects.count()", "/lessons/lesson-1/exercises/exercise-1-1/")
    assert response.status_code == 503
    assert response.context["results"]["exercise-1-1"].problem.code == "exercise_broken"
    assert response.context["drafts"]["exercise-1-1"] == "Post.objects.count()"


def test_the_run_after_the_last_allowed_one_is_429_with_the_wait(client, db, settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 2
    answers = [partial(client, "1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 429]  # there is no data here: 503
    assert 1 <= int(answers[2]["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "address",
    [
        "/lessons/one-join/exercises/no-such-exercise/",
        "/lessons/one-innocent-loop/exercises/posts-with-authors/",
        "/lessons/no-such-lesson/exercises/posts-with-authors/",
        "/lessons/one-innocent-loop/exercises/loop-over-posts/",
    ],
)
def test_an_exercise_is_found_in_its_own_lesson_only(client, db, address):
    assert send(client, NAIVE, address).status_code == 404


def test_reloading_the_address_of_an_answer_leads_to_the_exercise(client, db):
    response = client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, "/lessons/one-join/#item-posts-with-authors")
    page = client.get("/lessons/one-join/").content.decode()
    assert 'id="item-posts-with-authors"' in page


def test_an_answer_needs_the_token_against_forgery(db):
    response = partial(Client(enforce_csrf_checks=True), NAIVE)
    assert response.status_code == 403
    assert response.templates[0].name == "course/_problem.html"


def test_hints_come_one_by_one_and_never_more_than_there_are(client, db, exercise):
    def hints(step):
        response = client.post(f"{ADDRESS}hints/", {"step": step}, headers={"X-Partial": "1"})
        return words("".join(response.context["hints"])), response.context["left"]

    first = markdown_words(exercise.hints[0])
    everything = words("".join(markdown_words(hint) for hint in exercise.hints))
    assert hints(1) == (first, len(exercise.hints) - 1)
    assert hints(99) == (everything, 0)


@pytest.mark.parametrize("step", ["0", "-1", "many", ""])
def test_a_hint_has_a_number_from_one(client, db, step):
    response = client.post(f"{ADDRESS}hints/", {"step": step}, headers={"X-Partial": "1"})
    assert response.status_code == 400


def test_a_hint_without_javascript_stands_in_the_page(client, db, exercise):
    response = client.post(f"{ADDRESS}hints/", {"step": "1"})
    assert markdown_words(exercise.hints[0]) in words(response.content.decode())


def solution_page(client, **data):
    response = client.post(f"{ADDRESS}solution/", data, headers={"X-Partial": "1"})
    assert response.status_code == 200
    return words(response.content.decode())


def test_the_solution_is_shown_after_a_confirmation(client, db, exercise):
    assert markdown_words(exercise.because) not in solution_page(client)
    assert markdown_words(exercise.because) not in solution_page(client, confirm="no")
    assert markdown_words(exercise.because) in solution_page(client, confirm="yes")


def test_the_solution_is_shown_at_once_to_whoever_has_passed(alice, alice_client, exercise):
    Attempt.objects.create(user=alice, exercise=exercise.id, code="1", verdict=Attempt.Verdict.SLOW)
    assert markdown_words(exercise.because) not in solution_page(alice_client)
    Attempt.objects.create(user=alice, exercise=exercise.id, code="1", verdict=Attempt.Verdict.PASSED)
    assert markdown_words(exercise.because) in solution_page(alice_client)


@pytest.mark.usefixtures("runs_are_live")
def test_the_solution_s_sql_stands_beside_that_of_the_last_run(client):
    alone = solution_page(client, confirm="yes")
    assert "Our solution sends 1 query" in alone
    assert "INNER JOIN" in alone
    assert "Yours" not in alone
    partial(client, NAIVE)
    beside = solution_page(client, confirm="yes")
    assert "queries in your last run, and in our solution" in beside
    assert beside.index("Yours · once") < beside.index("Ours · once") < beside.index("Yours · 100 times · line 2")
    assert "Our solution does without." in beside


@pytest.mark.usefixtures("runs_are_live")
def test_passing_shows_the_solution_s_sql_beside_the_answer_s(client):
    page = words(partial(client, JOINED).content.decode())
    assert "1 query in your last run, as in our solution" in page
    assert "Ours · once · line" in page


def test_the_solution_can_be_read_where_nothing_can_run(client, db, exercise, monkeypatch):
    def refuse(_request):
        raise SandboxUnavailable("no jail here")

    monkeypatch.setattr(pool, "run", refuse)
    page = solution_page(client, confirm="yes")
    assert markdown_words(exercise.because) in page
    assert "The SQL" not in page


@pytest.mark.both_databases
def test_the_history_lists_ones_own_attempts_newest_first_page_by_page(alice, alice_client, client, exercise):
    for number in range(21):
        Attempt.objects.create(user=alice, exercise=exercise.id, code=f"code {number}", verdict=Attempt.Verdict.WRONG)
    Attempt.objects.create(user=alice, exercise="posts-with-books-or-none", code="x", verdict=Attempt.Verdict.WRONG)
    first = alice_client.get(f"{ADDRESS}history/").context["attempts"]
    second = alice_client.get(f"{ADDRESS}history/?page=2").context["attempts"]
    assert [one.code for one in [*first, *second]] == [f"code {number}" for number in range(20, -1, -1)]
    assert list(client.get(f"{ADDRESS}history/").context["attempts"]) == []
