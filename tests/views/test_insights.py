"""Panels of a result that are asked for one by one: growth, plan, chain steps, timeline; as partials, pages and JSON."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from course.models import Attempt
from course.models.latest_run import LatestRun
from tests.small_course import SOLUTION, write_course
from tests.views.page_text import words

SAMPLE = "/lessons/lesson-1/items/sample-1"
EXERCISE = "/lessons/lesson-1/items/exercise-1-1"
NAIVE = "for post in Post.objects.all():\n    post.author.name\n"
SLOW = "def solve():\n    posts = Post.objects.all()\n    for post in posts:\n        post.author.name\n    return len(posts)\n"
OVERDUE = "list(Loan.objects.filter(returned_on=None).order_by('due_on'))"
PANELS = ("growth", "plan", "steps", "timeline")


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)


def partial(client: Client, address: str, **data: str) -> str:
    response = client.post(f"{address}/", data, headers={"X-Partial": "1"})
    assert response.status_code == 200, words(response.content.decode())
    assert "<!doctype" not in response.content.decode().lower()
    return words(response.content.decode())


@pytest.mark.usefixtures("runs_are_live")
def test_growth_is_drawn_with_a_table_and_a_verdict(client):
    html = client.post(f"{SAMPLE}/growth/", {"code": NAIVE}, headers={"X-Partial": "1"}).content.decode()
    assert '<svg class="chart chart-growth"' in html
    text = words(html)
    assert "101 → 201 → 401 Grows with posts" in text
    assert "×4401800" in text
    assert "100 → 200 → 400 line 2 grows with posts" in text


@pytest.mark.usefixtures("runs_are_live")
def test_the_plan_is_told_with_full_scans_and_ideas(client):
    text = partial(client, f"{SAMPLE}/plan", code=OVERDUE)
    assert "1 of 1 The query reads a whole table." in text
    assert "Reads all 160 loans whole table" in text
    assert "library_loan (returned_on, due_on)" in text


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize(
    "chosen",
    [
        {"index": "0 library_loan returned_on,due_on"},
        {"index": "", "query": "0", "column-1": "library_loan returned_on", "column-2": "library_loan due_on", "column-3": ""},
    ],
)  # fmt: skip
def test_an_index_is_tried(client, chosen):
    text = partial(client, f"{SAMPLE}/plan", code=OVERDUE, **chosen)
    assert text.startswith(
        "With an index on library_loan (returned_on, due_on) SQLite would no longer read the whole table and would no "
        "longer have to sort."
    )
    assert 'models.Index(fields=["returned_on", "due_on"])' in text


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"index": "", "query": "0", "column-1": "library_loan id", "column-2": "library_book id"}, "All columns must be of one table."),
        ({"index": "", "query": "0", "column-1": ""}, "Choose at least one column."),
        ({"index": "x library_loan id"}, "group: Enter a whole number."),
        ({"index": f"0 library_loan {'c' * 2_000}"}, "Ensure this value has at most"),
    ],
)  # fmt: skip
def test_an_index_that_is_none_is_refused(client, chosen, message):
    response = client.post(f"{SAMPLE}/plan/", {"code": OVERDUE} | chosen, headers={"X-Partial": "1"})
    assert response.status_code == 400
    assert message in words(response.content.decode())


@pytest.mark.usefixtures("runs_are_live")
def test_no_statement_of_the_browser_is_planned(client):
    text = partial(client, f"{SAMPLE}/plan", code="1", index="0 blog_post title", sql="DELETE FROM blog_post")
    assert text == "The code sent no such query this time."


@pytest.mark.usefixtures("runs_are_live")
def test_the_chain_is_a_list_of_links_with_what_is_new_marked(client):
    response = client.post(
        f"{SAMPLE}/steps/", {"code": "Post.objects.select_related('author').order_by('-created')[:3]"},
        headers={"X-Partial": "1"},
    )  # fmt: skip
    html = response.content.decode()
    assert "Adds 9 columns and a JOIN." in words(html)
    assert html.count('<li class="chain-step"') == 4
    assert '<mark><span class="k">LIMIT</span> <span class="mi">3</span></mark>' in html


@pytest.mark.usefixtures("runs_are_live")
def test_the_timeline_annotates_every_line(client):
    text = partial(client, f"{SAMPLE}/timeline", code=f"posts = Post.objects.order_by('pk').all()\n\n{NAIVE}")
    assert "101 Queries on 2 lines" in text
    assert "order_by() and all() build a QuerySet of posts: no query" in text
    assert "touching Post.author sends 100 queries, 100 rows, 100 times" in text


@pytest.mark.usefixtures("runs_are_live")
def test_the_timeline_moves_lines_in_by_levels_and_not_by_blanks(client):
    html = client.post(f"{SAMPLE}/timeline/", {"code": NAIVE}, headers={"X-Partial": "1"}).content.decode()
    first, second = re.findall(r'<code class="timeline-source highlight([^"]*)">(.*?)</code>', html)
    assert (first[0], second[0]) == ("", " indent-1")
    assert second[1].startswith("<span")
    assert words(second[1]) == "post.author.name"


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    "code", ["1 / 0", "for", "Post.objects.filter(wrong=1)", "Post.objects.filter(title='<script>')", "raise SystemExit", "'\\udc00'"],
)  # fmt: skip
def test_code_that_fails_is_said_so_and_is_no_failure_of_ours(client, settings, panel, code):
    response = client.post(f"{SAMPLE}/{panel}/", {"code": code}, headers={"X-Partial": "1"})
    assert response.status_code == 200
    assert words(response.content.decode())
    assert "<script>" not in response.content.decode()


@pytest.mark.usefixtures("runs_are_live")
def test_a_loop_without_end_is_measured_once_and_said_to_have_been_stopped(client):
    text = partial(client, f"{SAMPLE}/growth", code="while True:\n    Post.objects.exists()")
    assert "Not known" in text
    assert "before it was stopped" in text
    assert "×2" not in text


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("address", [SAMPLE, EXERCISE])
def test_without_javascript_the_panel_stands_open_in_the_result(client, panel, address):
    response = client.post(f"{address}/{panel}/", {"code": OVERDUE})
    html, item = response.content.decode(), address.rpartition("/")[2]
    assert response.status_code == 200
    assert "<!doctype" in html.lower()
    assert html.count('class="insight-ask"') == 3
    assert re.search(rf'id="{panel}-{item}">\s*<div class="insight-told"', html)
    assert 'class="verdict"' in html
    assert 'data-panel="queries"' in html
    assert response.context["drafts"][item] == OVERDUE
    assert Attempt.objects.count() == LatestRun.objects.count() == 0


@pytest.mark.usefixtures("runs_are_live")
def test_without_javascript_an_attempt_s_panel_keeps_its_verdict_and_its_fix(client):
    client.post(f"{EXERCISE.replace('items', 'exercises')}/", {"code": SOLUTION})
    response = client.post(f"{EXERCISE}/timeline/", {"code": SLOW})
    html = response.content.decode()
    assert "Right answer, 101 queries, budget 1: slow" in words(html)
    assert '/lessons/lesson-1/exercises/exercise-1-1/#item-exercise-1-1" data-mend' in html
    assert Attempt.objects.count() == 1


RUNS = {SAMPLE: "/lessons/lesson-1/samples/sample-1/", EXERCISE: "/lessons/lesson-1/exercises/exercise-1-1/"}


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("address", [SAMPLE, EXERCISE])
def test_without_javascript_what_changed_since_the_last_run_stays_whatever_panels_are_opened(client, address):
    client.post(RUNS[address], {"code": SLOW})
    client.post(RUNS[address], {"code": SOLUTION})
    for panel in PANELS:
        html = client.post(f"{address}/{panel}/", {"code": SOLUTION.replace("\n", "\r\n")}).content.decode()
        assert 'data-panel="before-after"' in html
        assert re.search(rf'id="{panel}-[\w-]+">\s*<div class="insight-told"', html)
        assert html.count('class="insight-ask"') == 3
        assert 'class="count-before">101 → </span>' in html
    other = client.post(f"{address}/steps/", {"code": NAIVE}).content.decode()  # from a page of before, in another tab
    assert 'data-panel="before-after"' not in other


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("address", [SAMPLE, EXERCISE])
def test_without_javascript_a_refused_panel_leaves_the_result(client, settings, panel, address):
    settings.SANDBOX_RUNS_PER_MINUTE = 2
    client.post(RUNS[address], {"code": SLOW})
    client.post(RUNS[address], {"code": SOLUTION})
    item = address.rpartition("/")[2]
    for _ in range(2):
        response = client.post(f"{address}/{panel}/", {"code": SOLUTION})
        html = response.content.decode()
        assert (response.status_code, response["Retry-After"].isdigit()) == (429, True)
        assert re.search(rf'id="{panel}-{item}"><div class="callout callout-bad" role="group" aria-label="Not run"', html)
        assert html.count('class="insight-ask"') == 4
        assert [part in html for part in ('data-panel="before-after"', 'data-panel="queries"', 'class="verdict"')] == [True] * 3
        assert response.context["drafts"][item] == SOLUTION


@pytest.mark.usefixtures("runs_are_live")
def test_a_kept_result_is_one_s_own(client, alice_client, settings):
    client.post(RUNS[SAMPLE], {"code": SLOW})
    settings.SANDBOX_RUNS_PER_MINUTE = 0
    for other in (alice_client, Client()):
        html = other.post(f"{SAMPLE}/steps/", {"code": SLOW}).content.decode()
        assert ["This did not run" in html, 'class="verdict"' in html] == [True, False]


@pytest.mark.usefixtures("runs_are_live")
def test_without_javascript_an_index_is_tried_beside_the_plans(client):
    text = words(client.post(f"{SAMPLE}/plan/", {"code": OVERDUE, "index": "0 library_loan returned_on"}).content.decode())
    assert "Reads all 160 loans" in text
    assert "With an index on library_loan (returned_on) SQLite would no longer read the whole table." in text


@pytest.mark.usefixtures("runs_are_live")
def test_a_result_offers_the_panels_and_loads_none(client):
    for address in ("/lessons/lesson-1/samples/sample-1/", "/lessons/lesson-1/exercises/exercise-1-1/"):
        html = client.post(address, {"code": NAIVE}, headers={"X-Partial": "1"}).content.decode()
        assert all(f"/{panel}/#{panel}-" in html for panel in PANELS)
        assert html.count('class="insight-ask"') == 4
        assert "chain-step" not in html
    assert "101 → 201" in words(html)  # what the grade has measured anyway


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_is_a_run_and_counts_as_one(client, settings, panel):
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    assert partial(client, f"{SAMPLE}/{panel}", code="Post.objects.count()")
    response = client.post(f"{SAMPLE}/{panel}/", {"code": "1"}, headers={"X-Partial": "1"})
    assert (response.status_code, response.headers["Retry-After"].isdigit()) == (429, True)
    assert "Yours is kept" in words(response.content.decode())


@pytest.mark.parametrize("panel", PANELS)
def test_no_code_too_much_code_and_no_such_item(client, db, panel):
    assert client.post(f"{SAMPLE}/{panel}/", {"code": ""}).status_code == 400
    assert client.post(f"{SAMPLE}/{panel}/", {"code": "x" * 10_241}).status_code == 413
    assert client.post(f"/lessons/lesson-1/items/quiz-1/{panel}/", {"code": "1"}).status_code == 404
    assert client.get(f"{SAMPLE}/{panel}/").headers["Location"] == "/lessons/lesson-1/#item-sample-1"


def test_data_that_is_not_there_is_503(client, db):
    response = client.post(f"{SAMPLE}/steps/", {"code": "1"}, headers={"X-Partial": "1"})
    assert response.status_code == 503


def test_a_panel_wants_the_token_of_the_form(db):
    assert Client(enforce_csrf_checks=True).post(f"{SAMPLE}/steps/", {"code": "1"}).status_code == 403


def asked(client: Client, panel: str, **body: object) -> tuple[int, dict[str, object]]:
    response = client.post(f"/api/insights/{panel}", json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.usefixtures("runs_are_live")
def test_the_api_tells_the_same(client):
    town = {"dataset": "town-library"}
    status, growth = asked(client, "growth", code=NAIVE, **town)
    assert (status, growth["verdict"], [point["queries"] for point in growth["points"]]) == (200, "grows with posts", [101, 201, 401])
    _, steps = asked(client, "steps", code="Post.objects.filter(pk=1)", **town)
    assert [step["change"] for step in steps["chains"][0]["steps"]] == ["Begins with every row.", "Adds `WHERE`."]
    _, timeline = asked(client, "timeline", code=NAIVE, **town)
    assert [line["queries"] for line in timeline["lines"]] == [1, 100]
    index = {"group": 0, "table": "library_loan", "columns": ["returned_on"]}
    _, plan = asked(client, "plan", code=OVERDUE, index=index, **town)
    assert (plan["plans"][0]["full_scans"], plan["what_if"]["used"], plan["what_if"]["after"]["full_scans"]) == (1, True, 0)


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"code": "1", "dataset": "nowhere"}, 404),
        ({"code": "1"}, 400),
        ({"dataset": "town-library"}, 400),
        ({"code": "1", "dataset": "town-library", "index": 3}, 400),
        ({"code": "1", "dataset": "town-library", "index": {"group": 0, "table": "blog_post", "columns": [1]}}, 400),
    ],
)
def test_the_api_refuses_in_its_own_form(client, body, status):
    found, told = asked(client, "plan", **body)
    assert (found, set(told["error"])) == (status, {"code", "message"})
