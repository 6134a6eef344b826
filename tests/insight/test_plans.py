"""Plans in the real jail: how SQLite would run each statement of a run, and what an index would change."""

from __future__ import annotations

import pytest

from course import attempts, insight
from course.domain.run import CapturedQuery, DataImage, RunResult, RunStatus
from tests.insight.programs import DATASET, NAIVE

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")


def plan_texts(code: str) -> list[list[str]]:
    found = insight.plans(attempts.run(code, DATASET))
    assert (found.problem, found.left_out) == ("", 0)
    return [[step.text for step in plan.steps] for plan in found.plans]


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("list(Loan.objects.all())", [["reads all 160 loans"]]),
        ("Post.objects.get(pk=1)", [["finds one post by its primary key"]]),
        ("list(Comment.objects.filter(post=1))", [["finds comments by an index on post"]]),
        ("Author.objects.filter(handle='x').first()", [["finds one author by the unique index on handle"]]),
        ("list(Post.objects.order_by('title'))", [["reads all 100 posts", "sorts 100 rows, because no index gives this order"]]),
        ("Post.objects.filter(title='x').update(views=1)", [["reads all 100 posts"]]),
        (NAIVE, [["reads all 100 posts"], ["finds one author by its primary key"]]),
    ],
)
def test_plans_of_each_group_in_words(code: str, texts: list[list[str]]) -> None:
    assert plan_texts(code) == texts


def test_plans_mark_full_scans_and_suggest_an_index() -> None:
    (plan,) = insight.plans(attempts.run("list(Loan.objects.filter(returned_on=None).order_by('due_on'))", DATASET)).plans
    assert plan.full_scans == 1
    assert [idea.columns for idea in plan.ideas] == [("returned_on", "due_on"), ("returned_on",), ("due_on",)]
    assert [table.name for table in insight.plans(attempts.run(OVERDUE, DATASET)).tables] == ["library_loan"]


def test_one_index_for_a_condition_and_an_order_spares_the_sort() -> None:
    result = attempts.run("list(Author.objects.get(pk=1).posts.order_by('-created'))", DATASET)
    plan = insight.plans(result).plans[1]
    assert [idea.columns for idea in plan.ideas] == [("author_id", "created")]
    after = insight.what_if(result, plan.group, plan.ideas[0].table, plan.ideas[0].columns).after
    assert after is not None
    assert [step.kind for step in after.steps] == ["search"]


def test_planning_a_delete_deletes_nothing() -> None:
    result = attempts.run("Comment.objects.all().delete()", DATASET)
    assert insight.plans(result).plans[-1].steps[0].table == "blog_comment"
    assert attempts.run("Comment.objects.count()", DATASET).value.json == 197


def test_a_statement_with_very_many_values_is_planned_all_the_same() -> None:
    assert plan_texts("list(Post.objects.filter(pk__in=range(1, 400)))") == [["finds posts by their primary keys"]]


OVERDUE = "list(Loan.objects.filter(returned_on=None).order_by('due_on'))"


def test_what_an_index_would_change() -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), 0, "library_loan", ["returned_on", "due_on"])
    assert found.before is not None
    assert found.after is not None
    assert [step.text for step in found.before.steps] == ["reads all 160 loans", "sorts 21 rows, because no index gives this order"]
    assert ([step.text for step in found.after.steps], found.used) == (["finds loans by an index on returned_on"], True)


def test_an_index_that_does_not_help_is_not_used() -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), 0, "library_loan", ["renewals"])
    assert (found.used, found.before, found.problem) == (False, found.after, "")


@pytest.mark.parametrize(
    ("group", "table", "columns", "problem"),
    [
        (0, "library_loan", ["nonsense"], "`library_loan` has no column `nonsense`."),
        (0, "no_table", ["id"], "`no_table` has no column `id`."),
        (0, 'x"; DROP TABLE blog_tag; --', ["id"], '`x"; DROP TABLE blog_tag; --` has no column `id`.'),
        (0, "library_loan", [], "Name one table, and one to five of its columns."),
        (7, "library_loan", ["due_on"], "The code sent no such query this time."),
    ],
)
def test_an_index_that_cannot_be_is_refused_in_words(group: int, table: str, columns: list[str], problem: str) -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), group, table, columns)
    assert (found.problem, found.after, found.used) == (problem, None, False)


NOTHING_TO_PLAN = "Reads no table, so there is nothing to plan."
HOSTILE = {
    "attach": ("ATTACH DATABASE '/etc/passwd' AS x", "not authorized"),
    "pragma": ("PRAGMA writable_schema = ON", "not authorized"),
    "permitted pragma": ("PRAGMA table_info(blog_post)", NOTHING_TO_PLAN),
    "two statements": ("SELECT 1; DELETE FROM blog_post", "You can only execute one statement at a time."),
    "extension": ("SELECT load_extension('x')", "not authorized to use function: load_extension"),
    "delete": ("DELETE FROM blog_post", ""),
    "drop": ("DROP TABLE blog_post", ""),
    "create": ("CREATE TABLE x (a)", NOTHING_TO_PLAN),
    "vacuum": ("VACUUM INTO '/tmp/copy'", NOTHING_TO_PLAN),
    "endless": ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", ""),
    "deep": (f"SELECT {'(' * 3_000}1{')' * 3_000}", "parser stack overflow"),
    "huge": (f"SELECT '{'x' * 200_000}'", ""),
    "nothing": ("", "incomplete input"),
    "NUL": ("\0SELECT 1", "the query contains a null character"),
    "half a character": ("SELECT '\udc00'", ""),
}


@pytest.mark.parametrize(("sql", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_planning_any_text_at_all_does_no_harm(sql: str, words: str, live_dataset) -> None:
    """Only what a run captured is planned; if that could be forged, a statement would still be prepared at most."""
    image = DataImage(DATASET, live_dataset.version)
    forged = RunResult(RunStatus.OK, image, queries=(CapturedQuery(0, sql, (), "", None, None, 0, 0.0),))
    found = insight.plans(forged)
    tried = insight.what_if(forged, 0, "blog_tag", ["active"])
    assert found.problem or found.left_out or found.plans[0].error.endswith(words)
    assert tried.used is False
    assert attempts.run("(Post.objects.count(), Tag.objects.filter(pk=-1).explain())", DATASET).value.rows[0] == (100,)


def test_what_the_code_sends_itself_is_planned_and_never_run_again() -> None:
    code = "with connection.cursor() as cursor:\n    cursor.execute('DELETE FROM blog_comment WHERE post_id = 1')\nComment.objects.count()"
    found = insight.plans(attempts.run(code, DATASET))
    assert found.plans[0].steps[0].text == "finds comments by an index on post, without touching the table"
    assert attempts.run("Comment.objects.count()", DATASET).value.json == 197
