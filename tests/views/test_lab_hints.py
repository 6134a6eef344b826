"""Hints of a lab, and the fix that is offered after the last of them."""

from __future__ import annotations

import html
import re

import pytest

from tests.lab_runs import DASHBOARD, LOANS, PARTIAL, POSTS, run, text


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
