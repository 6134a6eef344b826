from __future__ import annotations

import html
import json
import re
import shutil

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from course.models import LabRun
from tests.lab_runs import DASHBOARD, LOANS, POSTS, run, said, text

SLOW = "Same page, 301 queries, budget 3: slow"
PASSED = "Passed: the same page, 3 queries, budget 3"


def lines(response):
    return json.loads(html.unescape(re.search(r'data-lines="([^"]*)"', response.content.decode())[1]))


@pytest.fixture
def page(client, runs_are_live):
    return lambda *args, **options: run(client, *args, **options)


def test_the_labs_are_listed_with_their_budgets(client, db):
    shown = text(client.get("/lab/"))
    assert shown.index(POSTS.title) < shown.index(LOANS.title)
    assert ["301 queries, budget 3 queries" in shown, "322 queries, budget 1 query" in shown] == [True, True]


def test_a_lab_opens_with_the_starting_code_and_without_any_of_the_solution(client, db):
    shown = text(client.get("/lab/posts/"))
    assert POSTS.view_code.strip() in shown
    assert POSTS.template_text.strip() in shown
    assert [word in shown for word in ("select_related", "prefetch_related", "comments are prefetched")] == [False] * 3


def test_there_is_no_other_lab(client, db):
    assert client.get("/lab/none/").status_code == 404
    assert client.post("/lab/none/hints/", {"step": "1"}).status_code == 404
    assert client.get("/lab/posts/hints/").status_code == 405
    assert client.put("/lab/posts/").status_code == 405


def test_the_starting_code_is_slow_and_both_files_get_their_counts(page):
    response = page()
    assert (response.status_code, said(response)) == (200, SLOW)
    told = lines(response)
    assert told["view"] == {"lines": [], "error": None}
    assert [(line["line"], line["count"]) for line in told["template"]["lines"]] == [(10, 1), (14, 100), (18, 100), (22, 100)]
    shown = text(response)
    assert "In the template" in shown
    assert 'select_related("author")' in shown
    assert '<dt>Lesson</dt><dd><a href="/lessons/one-join/">' in shown
    assert "300 similar" in shown
    assert "The first 60 of 301 queries are listed here." in shown
    assert "comments are prefetched" not in shown  # the reason is told once it is earned


def test_the_solution_passes_and_shows_before_and_after_and_why(page):
    response = page(POSTS.solution_view)
    assert said(response) == PASSED
    shown = text(response)
    assert re.search(r'count-before">301 → </span>3</span>', shown)
    assert "comments are prefetched" in shown


def test_the_page_and_the_panel_stand_in_frames_that_may_do_nothing(page):
    shown = page().content.decode()
    frames = re.findall(r"<iframe ([^>]*)>", shown)
    assert [re.match(r'sandbox="" title="[^"]+" height="\d+" tabindex="0" data-themed srcdoc="', one) is None for one in frames] == [False] * 2
    assert shown.count("Content-Security-Policy") == 2
    assert "http://testserver/static/" in shown


def test_what_the_learner_writes_never_becomes_markup_of_the_page(page):
    view = "from django.http import HttpResponse\ndef post_list(request):\n    print('<script>p</script>')\n"
    view += "    list(Post.objects.raw('SELECT id, \\'<script>s</script></iframe>\\' FROM blog_post LIMIT 1'))\n"
    view += "    return HttpResponse('</iframe><script>h</script>\"\\'')\n"
    shown = page(view).content.decode()
    assert "<script>" not in shown
    assert shown.count("<iframe") == shown.count("</iframe>") == 2


@pytest.mark.parametrize(
    ("view", "template", "announced", "view_line", "template_line"),
    [
        (POSTS.view_code, POSTS.template_text.replace("endfor", "endfro", 1), "TemplateSyntaxError on line 20 of the template", None, 20),
        (POSTS.view_code.replace("order_by", "orderby"), POSTS.template_text, "AttributeError on line 5 of the view", 5, None),
        (POSTS.view_code.replace("def ", "de "), POSTS.template_text, "SyntaxError on line 4 of the view", 4, None),
        (POSTS.view_code.replace("post_list.html", "x.html"), POSTS.template_text, "TemplateDoesNotExist on line 7 of the view", 7, None),
    ],
)  # fmt: skip
def test_an_error_is_marked_in_the_file_it_is_in(page, view, template, announced, view_line, template_line):
    response = page(view, template)
    assert said(response).startswith(announced)
    assert (lines(response)["view"]["error"], lines(response)["template"]["error"]) == (view_line, template_line)


def test_another_page_shows_where_the_two_part(page):
    response = page(POSTS.solution_view, POSTS.template_text.replace("<h1>Posts", "<h1>All posts"))
    assert said(response) == "Not the same page, 3 queries"
    assert "The pages part at line 8" in text(response)
    assert "<h1>All posts</h1>" in text(response)


def test_without_a_script_the_whole_page_comes_back_with_what_was_sent(page):
    response = page(POSTS.solution_view, partial=False)
    shown = text(response)
    assert "<!DOCTYPE html>" in shown[:30]
    assert said(response) == PASSED
    assert "prefetch_related" in shown.split('name="code"')[1].split("</textarea>")[0]


def test_the_last_run_is_there_after_a_reload_and_on_the_list(page, client):
    page()
    page(POSTS.solution_view)
    shown = text(client.get("/lab/posts/"))
    assert "prefetch_related" in shown
    for address in ("/lab/posts/", "/lab/"):
        assert re.search(r"301 → 3</span>\s*<span class=\"pill pill-good\">passed", text(client.get(address)))
    assert re.findall(r'<li class="pill[^>]*>([^<]*)', text(page("1 / 0"))) == ["error", "3 queries, passed", "301 queries, slow"]
    shown = [text(client.get(address)) for address in ("/lab/posts/", "/lab/")]
    assert [">error</span>" in shown[0], "301 → 0" in shown[0], "301 → 3" in shown[1]] == [True, False, True]


def test_runs_are_ones_own_and_move_into_the_account(page, client, alice, alice_client):
    page(POSTS.solution_view)
    assert LabRun.objects.get().user is None
    assert "passed" not in text(alice_client.get("/lab/"))
    client.post("/accounts/login/", {"username": "alice", "password": "quiet-library-7"})
    assert LabRun.objects.get().user == alice
    assert "passed" in text(alice_client.get("/lab/"))
    exported = client.get("/progress/export/").json()["lab_runs"]
    assert [(row["lab"], row["before"], row["query_count"], row["verdict"]) for row in exported] == [("posts", 301, 3, "passed")]


def test_runs_are_limited_and_what_was_typed_stays(page, settings):
    settings.SANDBOX_RUNS_PER_MINUTE = 1
    page()
    response = page("# my code", partial=False)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "# my code" in text(response)
    assert LabRun.objects.count() == 1


@pytest.mark.parametrize(
    ("view", "template", "status", "words"),
    [
        ("x" * 10_241, "t", 413, "The code is too long: 10,241 bytes"),
        ("x", "t" * 10_241, 413, "The code is too long: 10,241 bytes"),
        ("", "t", 400, "There is no code to run yet."),
        ("x", "", 400, "There is no template to render yet."),
        ("x", "a\0b", 400, "Null characters are not allowed."),
    ],
)
def test_what_cannot_run_is_refused(client, db, view, template, status, words):
    response = run(client, view, template)
    assert response.status_code == status
    assert words in text(response)


def test_a_lab_that_its_data_broke_says_so(page, settings, tmp_path):
    settings.LABS_DIR = tmp_path
    folder = tmp_path / "posts"
    folder.mkdir()
    for file in ("lab.yaml", "solution_view.py", "template.html"):
        (folder / file).write_text((settings.BASE_DIR / "labs" / "posts" / file).read_text())
    (folder / "view.py").write_text("def post_list(request):\n    return Book.objects.get(pk=-1)\n")
    response = page()
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert "This page does not work with the data it has now." in text(response)


def test_no_address_of_the_toolbar_is_there(client, db):
    for name in ("sql_select", "sql_explain", "sql_profile", "render_panel"):
        assert client.post(f"/__debug__/{name}/", {"signed": "x"}).status_code == 404
        with pytest.raises(NoReverseMatch):
            reverse(f"djdt:{name}")


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_labs_and_runs_changes_no_number_of_queries(
    alice, alice_client, settings, tmp_path, many, django_assert_num_queries
):
    settings.LABS_DIR = tmp_path
    for number in range(many):
        shutil.copytree(settings.BASE_DIR / "labs" / "posts", tmp_path / f"lab-{number}")
        for _ in range(many):
            LabRun.objects.create(user=alice, lab=f"lab-{number}", view="v", template="t", verdict="slow",
                                  dataset_version="x", query_count=4, before=301, budget=3)  # fmt: skip
    with CaptureQueriesContext(connection) as who_it_is:
        alice_client.get("/accounts/")
    for address in ("/lab/", "/lab/lab-0/"):
        with django_assert_num_queries(len(who_it_is) + 1):
            assert "301 → 4" in text(alice_client.get(address))


def test_a_visitors_first_look_sends_no_query(client, db, django_assert_num_queries):
    for address in ("/lab/", "/lab/posts/", "/lab/dashboard/", "/project/"):
        with django_assert_num_queries(0):
            client.get(address)


@pytest.mark.usefixtures("runs_are_live")
def test_a_run_sends_the_version_its_insert_the_last_runs_and_whether_one_passed(
    alice_client, django_assert_num_queries
):
    session_and_user = 2
    with django_assert_num_queries(session_and_user + 4):
        run(alice_client)
    with django_assert_num_queries(session_and_user + 3):  # a run that passed says so itself
        run(alice_client, POSTS.solution_view)


@pytest.mark.usefixtures("runs_are_live")
def test_a_run_with_a_list_of_problems_also_keeps_it_in_the_session(alice_client, django_assert_num_queries):
    saved_session = 3  # an UPDATE in a savepoint
    with django_assert_num_queries(2 + 4 + saved_session):
        run(alice_client, DASHBOARD.view_code, DASHBOARD.template_text, lab="dashboard")
    with CaptureQueriesContext(connection) as who_it_is:
        alice_client.get("/accounts/")
    for address in ("/lab/dashboard/", "/project/"):
        with django_assert_num_queries(len(who_it_is) + 1):  # the last runs
            alice_client.get(address)
