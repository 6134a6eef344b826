"""Rows of EXPLAIN QUERY PLAN as sentences. The rows are SQLite's own, kept in `sqlite_plans`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.insight.index_ideas import index_ideas
from course.domain.insight.plan import StatementPlan
from course.domain.insight.plan_report import ToldIndex, ToldPlan, read_plans
from course.domain.insight.plan_telling import statement_plan
from course.domain.insight.schema import Schema, aliases
from course.domain.told import BadReport
from tests.domain.captured import query
from tests.domain.sqlite_plans import PLANS

ROWS = {"blog_author": 20, "blog_post": 100, "blog_comment": 1_970}
MODELS = {"blog_author": "Author", "blog_post": "Post", "blog_comment": "Comment"}
ALL = 'SELECT "blog_post"."title" FROM "blog_post"'


@pytest.fixture
def schema() -> Schema:
    columns = {
        "blog_author": ["id", "name", "handle", "is_active"],
        "blog_post": ["id", "title", "views", "created", "author_id"],
        "blog_comment": ["id", "text", "post_id"],
    }
    indexes = {
        "sqlite_autoindex_blog_author_1": ToldIndex(table="blog_author", unique=True, columns=["handle"]),
        "post_author": ToldIndex(table="blog_post", unique=False, columns=["author_id"]),
        "post_created": ToldIndex(table="blog_post", unique=False, columns=["created"]),
        "comment_post": ToldIndex(table="blog_comment", unique=False, columns=["post_id"]),
    }
    return Schema(ROWS, columns, indexes, MODELS)


@pytest.fixture
def plan(schema):
    def planned(sql: str, rows: int = 7) -> StatementPlan:
        told = ToldPlan.model_validate({"rows": [list(row) for row in PLANS[sql]], "error": ""})
        return statement_plan(replace(query(sql), rows=rows), told, schema)

    return planned


def texts(plan: StatementPlan) -> list[str]:
    return [f"{'  ' * step.depth}{step.text}" for step in plan.steps]


@pytest.mark.parametrize(
    ("sql", "sentences", "full_scans"),
    [
        (ALL, ["reads all 100 posts"], 1),
        (f'{ALL} WHERE "blog_post"."id" = ? LIMIT 21', ["finds one post by its primary key"], 0),
        (f'{ALL} WHERE "blog_post"."id" IN (?, ?)', ["finds posts by their primary keys"], 0),
        ('SELECT * FROM "blog_comment" INNER JOIN "blog_post" ON ("blog_comment"."post_id" = "blog_post"."id") WHERE "blog_comment"."post_id" IN (?, ?)', ["finds comments by an index on post", "for each row found so far, finds one post by its primary key"], 0),
        (f'{ALL} WHERE "blog_post"."id" > ?', ["finds posts in a range of primary keys"], 0),
        ('SELECT * FROM "blog_comment" WHERE "blog_comment"."post_id" = ?', ["finds comments by an index on post"], 0),
        ('SELECT * FROM "blog_author" WHERE "blog_author"."handle" = ?', ["finds one author by the unique index on handle"], 0),
        ('SELECT COUNT(*) FROM "blog_comment" WHERE "blog_comment"."post_id" = ?', ["finds comments by an index on post, without touching the table"], 0),
        (f'{ALL} ORDER BY "blog_post"."title"', ["reads all 100 posts", "sorts 7 rows, because no index gives this order"], 1),
        (f'{ALL} ORDER BY "blog_post"."title" LIMIT 3', ["reads all 100 posts", "sorts 100 rows, because no index gives this order"], 1),
        (f'{ALL} WHERE "blog_post"."views" > ? ORDER BY "blog_post"."title" LIMIT 3', ["reads all 100 posts", "sorts the rows it found, because no index gives this order"], 1),
        (f'{ALL} ORDER BY "blog_post"."created" LIMIT 5', ["reads posts in the order of the index on created, and stops when the limit is reached"], 0),
        (f"{ALL} LIMIT 1", ["reads posts, and stops when the limit is reached"], 0),
        (f'{ALL} WHERE "blog_post"."views" = ? LIMIT 1', ["reads posts, and stops when the limit is reached: at worst after all 100"], 1),
        (f'{ALL} INNER JOIN "blog_author" ON ("blog_post"."author_id" = "blog_author"."id")', ["reads all 100 posts", "for each row found so far, finds one author by its primary key"], 1),
        ('SELECT DISTINCT "blog_post"."title" FROM "blog_post"', ["reads all 100 posts", "remembers 100 rows to leave out duplicates"], 1),
        ('SELECT "blog_post"."title", COUNT(*) FROM "blog_post" GROUP BY "blog_post"."title"', ["reads all 100 posts", "collects 100 rows into groups by sorting them, because no index gives this order"], 1),
        ('SELECT * FROM "blog_post" WHERE EXISTS (SELECT 1 FROM "blog_comment" U0 WHERE U0."post_id" = ("blog_post"."id"))', ["reads all 100 posts", "runs a subquery for each row of the query around it:", "  finds comments by an index on post, without touching the table"], 1),
        ('SELECT "blog_post"."title" FROM "blog_post" UNION SELECT "blog_author"."name" FROM "blog_author"', ["runs several queries and joins their rows:", "  reads all 100 posts", "  adds the rows of the next query and leaves out duplicates:", "    reads all 20 authors"], 2),
        ('SELECT * FROM "blog_post" WHERE ("blog_post"."author_id" = ? OR "blog_post"."id" = ?)', ["looks up each side of the OR by its own index:", "  finds posts by an index on author", "  finds one post by its primary key"], 0),
        ('SELECT * FROM "blog_author" WHERE "blog_author"."id" IN (SELECT U0."author_id" FROM "blog_post" U0 WHERE U0."views" > ?)', ["finds authors by their primary keys", "runs a subquery once:", "  reads all 100 posts"], 1),
        ('SELECT * FROM "blog_post" INNER JOIN "blog_author" T3 ON ("blog_post"."title" = T3."name")', ["reads all 100 posts", "for each row found so far, builds a temporary index on name over all 20 authors, because there is none, and finds authors by it"], 2),
        ('UPDATE "blog_post" SET "views" = ? WHERE "blog_post"."title" = ?', ["reads all 100 posts"], 1),
        ("SELECT 1", ["needs no table for this row"], 0),
        ('WITH RECURSIVE "numbers"("n") AS (SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < 5) SELECT * FROM "numbers"', ["works out `numbers` first:", "  needs no table for this row", "  repeats, with the rows found last:", "    goes through the rows of `numbers`", "goes through the rows of `numbers`"], 0),
    ],
)  # fmt: skip
def test_plans_in_words(plan, sql: str, sentences: list[str], full_scans: int) -> None:
    found = plan(sql)
    assert (texts(found), found.full_scans) == (sentences, full_scans)


def test_a_write_that_reads_a_table_it_does_not_name_checks_foreign_keys(plan) -> None:
    found = texts(plan('DELETE FROM "blog_post" WHERE "blog_post"."id" = ?'))
    assert found[0] == "finds one post by its primary key"
    assert found[1:] == ["checks the comments that point at the row (foreign keys)"] * len(found[1:])


def test_a_row_that_is_not_known_is_shown_as_it_is(schema) -> None:
    told = ToldPlan.model_validate({"rows": [[1, 0, "DO SOMETHING NEW"]], "error": ""})
    assert [step.text for step in statement_plan(query(ALL), told, schema).steps] == ["SQLite says: DO SOMETHING NEW"]


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        (f"EXPLAIN QUERY PLAN {ALL}", "This statement asks for a plan itself, so there is none to show for it."),
        ("INSERT INTO t VALUES (1)", "Puts its rows in place: no table is searched."),
        ("PRAGMA table_info(t)", "Reads no table, so there is nothing to plan."),
    ],
)
def test_what_has_no_plan_says_so_in_words(schema, sql: str, error: str) -> None:
    assert statement_plan(query(sql), ToldPlan.model_validate({"rows": [], "error": ""}), schema).error == error


def test_one_alias_for_two_tables_is_told_apart_by_the_index(schema) -> None:
    name = next(name for name, index in schema.indexes.items() if index.table == "blog_comment")
    sql = 'SELECT 1 FROM "blog_author" U0 WHERE EXISTS(SELECT 1 FROM "blog_comment" U0)'
    told = ToldPlan.model_validate({"rows": [[1, 0, f"SEARCH U0 USING INDEX {name} (post_id=?)"]], "error": ""})
    (step,) = statement_plan(query(sql), told, schema).steps
    assert step.table == "blog_comment"


def test_a_statement_without_a_plan_says_why(schema) -> None:
    told = ToldPlan.model_validate({"rows": [], "error": "no such table: t"})
    assert statement_plan(query(ALL), told, schema).error == "SQLite cannot plan this statement: no such table: t"


def test_aliases_of_tables() -> None:
    sql = 'SELECT * FROM "blog_post" INNER JOIN "blog_post" T3 ON (T3."id" = 1) WHERE EXISTS(SELECT 1 FROM "blog_author" AS "U0")'
    assert aliases(sql, ROWS) == {**{name: name for name in ROWS}, "T3": "blog_post", "U0": "blog_author"}


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        (f'{ALL} WHERE "blog_post"."title" = ?', [("title",)]),
        (f'{ALL} WHERE "blog_post"."title" = ? ORDER BY "blog_post"."views" DESC', [("title", "views"), ("title",), ("views",)]),
        (f'{ALL} WHERE ("blog_post"."title" = ? AND "blog_post"."views" > ?)', [("title", "views"), ("title",)]),
        (f'{ALL} ORDER BY "blog_post"."title" ASC, "blog_post"."views" ASC', [("title", "views")]),
        (f'{ALL} ORDER BY "blog_post"."title" ASC, "blog_post"."views" DESC', []),
        (f'{ALL} ORDER BY "blog_post"."created" ASC', []),
        (f'{ALL} ORDER BY "blog_post"."title" ASC, "blog_post"."id" ASC', [("title",)]),
        (f'{ALL} WHERE "blog_post"."author_id" = ?', []),
        ('SELECT * FROM "blog_author" WHERE "blog_author"."is_active"', []),
        (ALL, []),
    ],
)
def test_ideas_for_indexes(plan, schema, sql: str, columns: list[tuple[str, ...]]) -> None:
    assert [idea.columns for idea in index_ideas(plan(sql), schema)] == columns


def test_an_idea_says_why(plan, schema) -> None:
    (idea,) = index_ideas(plan(f'{ALL} ORDER BY "blog_post"."title"'), schema)
    assert idea.why == "100 posts: the rows are sorted by `title`, and no index gives this order"


@pytest.mark.parametrize(
    "item",
    [
        None, {}, [], {"plans": [], "after": [], "index_error": "", "tables": {}, "indexes": {}, "more": 1},
        {"plans": [{"rows": [3], "error": ""}], "after": [], "index_error": "", "tables": {}, "indexes": {}},
        {"plans": [{"rows": [["1", 0, "x"]], "error": ""}], "after": [], "index_error": "", "tables": {}, "indexes": {}},
        {"plans": [], "after": [], "index_error": "", "tables": {"t": {"rows": -1, "columns": []}}, "indexes": {}},
    ],
)  # fmt: skip
def test_what_the_tool_would_not_tell_is_refused(item) -> None:
    with pytest.raises(BadReport):
        read_plans({"kind": "scalar", "item": item})
