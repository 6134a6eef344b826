from __future__ import annotations

import html
import json
import re
import shutil

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from course.content import read_labs
from course.models import LabRun

POSTS, LOANS, DASHBOARD = read_labs(settings.LABS_DIR)[0]
SLOW = "Same page, 301 queries, budget 3: slow"
PASSED = "Passed: the same page, 3 queries, budget 3"
PARTIAL = {"X-Partial": "1"}


def run(client, view=POSTS.view_code, template=POSTS.template_text, partial=True, lab="posts"):
    return client.post(f"/lab/{lab}/", {"code": view, "template": template}, headers=PARTIAL if partial else {})


def said(response):
    return html.unescape(re.search(r'data-announce="([^"]*)"', response.content.decode())[1])


def lines(response):
    return json.loads(html.unescape(re.search(r'data-lines="([^"]*)"', response.content.decode())[1]))


def text(response):
    return html.unescape(response.content.decode())


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


def hint(client, step, partial=True, **typed):
    return client.post("/lab/posts/hints/", {"step": step, **typed}, headers=PARTIAL if partial else {})


def test_hints_come_one_by_one(client, db, django_assert_num_queries):
    for step in (1, 2, 3, 4):
        with django_assert_num_queries(0):
            shown = text(hint(client, step))
        assert re.findall(r"Hint (\d) of 3", shown) == [str(number) for number in range(1, min(step, 3) + 1)]
        assert f"({step + 1} of 3)" in shown or step >= 3
        assert "<button" in shown or step >= 3
    assert "select_related" not in text(hint(client, 1))
    assert hint(client, 0).status_code == 400


def test_without_a_script_a_hint_keeps_what_was_typed(client, db):
    shown = text(hint(client, 1, partial=False, code="# mine", template="<p>mine</p>"))
    assert ["# mine" in shown, "<p>mine</p>" in shown, "Hint 1 of 3" in shown] == [True] * 3
    assert "Hint 1 of 3" not in text(client.get("/lab/posts/"))


def test_every_lab_of_ours_has_three_hints_and_lessons_for_its_problems(client, db):
    assert [len(lab.hints) for lab in (POSTS, LOANS, DASHBOARD)] == [3, 3, 3]
    assert [client.get(f"/lessons/{one.lesson}/").status_code for one in DASHBOARD.problems] == [200] * 6


ALL_HINTS = {"hints": 3}


def mended(client, lab, view=None, template=None, **sent):
    """What comes back for a run of the lab, and the files that its fix would post, by field."""
    typed = {"code": view or lab.view_code, "template": template or lab.template_text}
    response = client.post(f"/lab/{lab.name}/", typed | sent, headers=PARTIAL)
    form = response.content.decode().partition("data-mend")[2].partition("</form>")[0]
    fields = re.findall(r'name="(code|template|hints)" value="([^"]*)"', form)
    return text(response), {name: html.unescape(value) for name, value in fields}


@pytest.mark.usefixtures("runs_are_live")
@pytest.mark.parametrize(
    ("lab", "after", "verdict"),
    [(POSTS, 2, "Passed: the same page, 2 queries, budget 3"), (LOANS, 2, "Same page, 2 queries, budget 1: slow"),
     (DASHBOARD, 67, "Same page, 67 queries, budget 7: slow")],
    ids=["posts", "loans", "dashboard"],
)  # fmt: skip
def test_a_fix_is_offered_beside_the_last_hint_and_a_plain_form_applies_it(client, lab, after, verdict):
    shown, fix = mended(client, lab, **ALL_HINTS)
    assert f"Apply and run: {lab.queries} → {after}" in shown
    assert f"to the byte, with <strong class=\"number\">{after} queries instead of {lab.queries}</strong>" in shown
    page = text(client.post(f"/lab/{lab.name}/", fix))  # as a browser without scripts does
    assert f'data-announce="{verdict}"' in page
    assert "Hint 3 of 3" in page


@pytest.mark.usefixtures("runs_are_live")
def test_a_fix_is_not_offered_before_it_is_earned_and_the_page_says_when_it_will_be(client):
    for hints in ({}, {"hints": 2}):
        shown, fix = mended(client, POSTS, **hints)
        assert ["After the last hint" in shown, fix] == [True, {}]
    run(client, POSTS.solution_view)
    shown, fix = mended(client, POSTS)
    assert ["After the last hint" in shown, "Post.objects" in fix["code"]] == [False, True]


@pytest.mark.usefixtures("runs_are_live")
def test_no_fix_is_offered_for_another_page_or_where_nothing_is_to_be_mended(client):
    assert mended(client, POSTS, template=POSTS.template_text.replace("<h1>", "<h2>"), **ALL_HINTS)[1] == {}
    assert mended(client, POSTS, view=POSTS.solution_view, **ALL_HINTS)[1] == {}
    assert mended(client, POSTS, view="1 / 0", **ALL_HINTS)[1] == {}
    on_this_data_only = POSTS.view_code.replace("Post.objects", "Post.objects.filter(pk__lte=Post.objects.count())")
    shown, fix = mended(client, POSTS, view=on_this_data_only, **ALL_HINTS)
    assert ["On data you have not seen, the page is another one" in shown, fix] == [True, {}]


def test_hints_that_are_no_number_are_refused(client, db):
    for hints in ("many", "-1"):
        response = client.post("/lab/posts/", {"code": "x", "template": "t", "hints": hints})
        assert response.status_code == 400


def test_a_refusal_keeps_the_hints_where_no_script_does(client, db):
    shown = text(client.post("/lab/posts/", {"code": "", "template": "t", "hints": "2"}))
    assert re.findall(r"Hint (\d) of 3", shown) == ["1", "2"]
