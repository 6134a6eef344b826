"""Tools in the real jail: what they tell, that they send nothing they should not, and columns and bytes of statements."""

from __future__ import annotations

import json

import pytest

from course.domain.run import DataImage, RunRequest, RunStatus, TableChange
from course.sandbox.daemon_wire import read_request, request_head


@pytest.fixture(scope="module")
def tool(sandbox, town_library):
    def run_tool(name, code="", **material):
        image = DataImage("town-library", town_library.version)
        return sandbox.run(RunRequest(code, image, tool=name, material=json.dumps(material)))

    return run_tool


def test_columns_are_those_of_each_row_and_bytes_grow_with_what_is_sent(run):
    all_columns, one = run("list(Post.objects.all())\nlist(Post.objects.values_list('pk'))").queries
    assert (all_columns.rows, all_columns.columns, one.rows, one.columns) == (100, 12, 100, 1)
    assert all_columns.bytes > 20 * one.bytes > 0


def test_rows_that_come_in_further_parts_count_among_the_bytes(run):
    part, whole = run("list(Post.objects.all()[:150])\nlist(Post.objects.all())", variant="scale-4").queries
    assert (part.rows, whole.rows) == (150, 400)
    assert whole.bytes / whole.rows == pytest.approx(part.bytes / part.rows, rel=0.2)


def test_a_plan_only_prepares_and_a_delete_stays_undone(tool):
    told = tool("plan", statements=[["DELETE FROM blog_tag", []]], index=None)
    assert (told.status, told.tables_changed) == (RunStatus.OK, ())
    assert told.answer["item"]["tables"]["blog_tag"]["rows"] > 0


def test_a_plan_needs_only_the_number_of_parameters(tool):
    sql = "SELECT * FROM blog_post WHERE id IN (?, ?, ?)"
    (plan,) = tool("plan", statements=[[sql, [1, "… and 2 more"]]], index=None).answer["item"]["plans"]
    assert plan == {"rows": [[2, 0, "SEARCH blog_post USING INTEGER PRIMARY KEY (rowid=?)"]], "error": ""}


def test_a_statement_that_cannot_be_explained_says_so_and_the_others_are_explained(tool):
    found = tool("plan", statements=[["SELECT absent FROM blog_tag", []], ["SELECT 1", []]], index=None).answer["item"][
        "plans"
    ]
    assert [plan["error"] for plan in found] == ["no such column: absent", ""]


def test_steps_send_nothing_even_for_what_would_write(tool):
    told = tool("steps", "Post.objects.all().delete()\nTag.objects.create(name='x', active=True)\nPost.objects.count()")
    assert (told.status, told.query_count, told.tables_changed) == (RunStatus.OK, 0, ())
    assert [chain["steps"][-1]["kind"] for chain in told.answer["item"]["chains"]] == ["asks"] * 3


def test_steps_of_code_that_is_no_python_are_refused_like_a_run(tool):
    told = tool("steps", "x = 1\nfor\n")
    assert (told.status, told.error.type, told.error.line) == (RunStatus.REJECTED, "SyntaxError", 2)


def test_a_timeline_sends_what_an_ordinary_run_sends(tool, run):
    code = "for p in Post.objects.all()[:5]:\n    p.author.name\nTag.objects.filter(pk=1).update(active=False)"
    told = tool("timeline", code)
    assert (told.query_count, dict(told.tables_changed)) == (7, {"Tag": TableChange(updated=1)})
    assert sum(event["queries"] for event in told.answer["item"]["events"]) == run(code).query_count == 7


def test_a_timeline_keeps_what_happened_before_an_exception(tool):
    told = tool("timeline", "posts = Post.objects.all()\nlen(posts)\n1 / 0")
    assert (told.status, told.error.line) == (RunStatus.ERROR, 3)
    assert [event["kind"] for event in told.answer["item"]["events"]] == ["built", "evaluated"]


def test_a_tool_that_is_not_there_ends_the_run(tool):
    assert tool("nothing").status is RunStatus.KILLED


def test_a_tool_and_its_material_reach_the_daemon_as_they_are():
    request = RunRequest("code", DataImage("town-library", "abc"), tool="plan", material='{"statements": []}')
    assert read_request(request_head(request)) == request
