from __future__ import annotations

import json

import pytest
from django.test import Client

from course.models import Attempt, ItemAnswer
from course.sandbox import pool
from course.sandbox.errors import SandboxBusy, SandboxUnavailable

LOOP = "for p in Post.objects.all():\n    print(p.title, p.author.name)\n"
NAIVE = "[(p.title, p.author.name) for p in Post.objects.all()]"
ATTEMPTS = "/api/exercises/posts-with-authors/attempts"
ANSWERS = "/api/exercises/loop-over-posts/answers"


def post(client, address, body, **headers):
    return client.post(address, body, content_type="application/json", headers=headers)


def refusal(response):
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    return response.status_code, body["error"]["code"]


@pytest.mark.usefixtures("runs_are_live")
def test_a_run_comes_back_as_the_contract_says(client):
    response = post(client, "/api/runs", {"code": LOOP, "dataset": "town-library"})
    assert response.status_code == 200
    run = response.json()
    assert set(run) == {
        "status", "dataset", "dataset_version", "scale", "database", "stdout", "stdout_truncated", "value", "error",
        "query_count", "queries", "queries_truncated", "groups", "findings", "tables_changed", "elapsed_ms", "stopped",
    }  # fmt: skip
    assert (run["status"], run["query_count"], run["scale"]) == ("ok", 101, 1)
    assert [(f["code"], f["relation"], f["loop_line"]) for f in run["findings"]] == [("n_plus_one", "Post.author", 1)]
    assert Attempt.objects.count() == 0


@pytest.mark.usefixtures("runs_are_live")
def test_a_run_on_twice_the_data_sends_its_queries_there(client):
    run = post(client, "/api/runs", {"code": LOOP, "dataset": "town-library", "scale": 2}).json()
    assert (run["scale"], run["query_count"]) == (2, 201)


@pytest.mark.usefixtures("runs_are_live")
def test_an_attempt_comes_back_as_the_contract_says_and_is_stored(client):
    response = post(client, ATTEMPTS, {"code": NAIVE})
    check = response.json()
    assert response.status_code == 200
    assert {
        "exercise",
        "passed",
        "verdict",
        "checks",
        "query_count",
        "budget",
        "growth",
        "growth_verdict",
        "hint",
        "run",
    } <= set(check)
    assert (check["verdict"], check["passed"], check["query_count"], check["budget"]) == ("slow", False, 101, 1)
    assert check["growth"][:2] == [{"scale": 1, "queries": 101}, {"scale": 2, "queries": 201}]
    assert Attempt.objects.get().session_key == client.session.session_key


def test_an_answer_is_judged_and_stored(client, db):
    body = post(client, ANSWERS, {"answer": 101}).json()
    assert set(body) == {"correct", "why"}
    assert (body["correct"], ItemAnswer.objects.get().given) == (True, "101")


@pytest.mark.parametrize("address", ["/api/runs", ATTEMPTS, ANSWERS])
def test_the_token_against_forgery_is_asked_for_in_json(db, address):
    strict = Client(enforce_csrf_checks=True)
    assert refusal(post(strict, address, {"code": "1", "answer": 1, "dataset": "d"})) == (403, "csrf_failed")


def test_with_the_token_a_request_is_let_through(db):
    strict = Client(enforce_csrf_checks=True)
    token = strict.get("/lessons/one-join/").cookies["csrftoken"].value
    assert post(strict, ANSWERS, {"answer": 1}, **{"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize("address", ["/api/runs", ATTEMPTS, ANSWERS])
@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"', b"\xff\xfe", "[" * 100_000, "{}"])
def test_what_is_no_json_object_with_the_fields_is_bad_input(client, db, address, body):
    assert refusal(post(client, address, body)) == (400, "bad_input")


@pytest.mark.parametrize(
    "body",
    [{"code": "1"}, {"dataset": "town-library"}, {"code": "1", "dataset": "town-library", "scale": 3}, {"code": "\ud800", "dataset": "d"}],
)  # fmt: skip
def test_a_run_needs_code_a_dataset_and_a_known_scale(client, db, body):
    assert refusal(post(client, "/api/runs", json.dumps(body))) == (400, "bad_input")


def test_an_unknown_dataset_is_not_found(client, db):
    assert refusal(post(client, "/api/runs", {"code": "1", "dataset": "elsewhere"})) == (404, "not_found")


@pytest.mark.parametrize("name", ["no-such-exercise", "loop-over-posts"])
def test_an_unknown_exercise_is_not_found(client, db, name):
    assert refusal(post(client, f"/api/exercises/{name}/attempts", {"code": "1"})) == (404, "not_found")


@pytest.mark.parametrize("name", ["no-such-question", "posts-with-authors"])
def test_an_unknown_question_is_not_found(client, db, name):
    assert refusal(post(client, f"/api/exercises/{name}/answers", {"answer": "1"})) == (404, "not_found")


def test_an_unknown_address_of_the_api_is_not_found_in_json(client, db):
    assert refusal(client.get("/api/nothing")) == (404, "not_found")


def test_reading_an_address_to_post_to_is_not_allowed(client, db):
    response = client.get("/api/runs")
    assert (refusal(response), response["Allow"]) == ((405, "method_not_allowed"), "POST")


@pytest.mark.parametrize("length", [10_241, 3_000_000])
def test_code_that_is_too_long_is_413(client, db, length):
    assert refusal(post(client, ATTEMPTS, {"code": "#" * length})) == (413, "code_too_long")


def test_the_31st_run_of_a_minute_is_429(client, db):
    answers = [post(client, "/api/runs", {"code": "1", "dataset": "elsewhere"}) for _ in range(31)]
    assert [answer.status_code for answer in answers[:30]] == [404] * 30
    assert refusal(answers[30]) == (429, "too_many_runs")
    assert 1 <= int(answers[30]["Retry-After"]) <= 60


@pytest.mark.usefixtures("live_dataset")
@pytest.mark.parametrize(
    ("error", "code", "wait"),
    [
        (SandboxBusy("Many answers are being run.", retry_after=3), "busy", "3"),
        (SandboxUnavailable("exercises cannot run on this host: no jail"), "sandbox_unavailable", "60"),
    ],
)
@pytest.mark.parametrize("address", ["/api/runs", ATTEMPTS])
def test_a_sandbox_that_cannot_run_it_now_is_503_with_the_wait(client, monkeypatch, error, code, wait, address):
    def run(request):
        raise error

    monkeypatch.setattr(pool, "run", run)
    response = post(client, address, {"code": "1", "dataset": "town-library"})
    assert (refusal(response), response["Retry-After"]) == ((503, code), wait)


def test_a_fault_of_ours_is_500_in_json_and_tells_nothing(client, db, monkeypatch):
    def broken(*args):
        raise ZeroDivisionError("a secret of the site")

    monkeypatch.setattr(pool, "run", broken)
    monkeypatch.setattr("course.attempts.live", broken)
    client.raise_request_exception = False
    response = post(client, ATTEMPTS, {"code": "1"})
    assert refusal(response) == (500, "server_error")
    assert "secret" not in response.content.decode()
