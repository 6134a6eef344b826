"""`update()` and `delete()` of one row at a time, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.diagnosis import findings
from course.domain.run import CapturedQuery, Finding, Hint
from course.domain.sql import group
from tests.domain.captured import query, repeat

UPDATE = 'UPDATE "blog_post" SET "views" = %s WHERE "blog_post"."id" = %s'
DELETE = 'DELETE FROM "blog_vote" WHERE "blog_vote"."id" IN (%s)'
LINKS = 'DELETE FROM "blog_post_tags" WHERE "blog_post_tags"."post_id" IN (%s)'
POST = 'DELETE FROM "blog_post" WHERE "blog_post"."id" IN (%s)'
TOGETHER = "Vote.objects.filter(pk__in=keys).delete()"


def found(queries, *hints: Hint) -> tuple[Finding, ...]:
    return findings(group(queries).queries, hints)


def updates(*values: tuple[object, ...], sql: str = UPDATE, relation: str = "Post", kind: str = "query") -> list[CapturedQuery]:
    return [query(sql, *given, line=2, loop=1, kind=kind, relation=relation, method="update") for given in values]


def deletes(number: int = 3, *, kind: str = "delete", relation: str = "Vote", loop: int | None = 1) -> list[CapturedQuery]:
    return repeat(number, DELETE, loop=loop, kind=kind, relation=relation, method="delete")


def test_an_update_of_one_row_in_each_pass_is_told_with_its_column():
    (finding,) = found(updates((0, 1), (0, 2), (0, 3)))
    assert (finding.code, finding.relation, finding.count) == ("save_in_loop", "Post.views", 3)
    assert finding.fix == "Post.objects.filter(pk__in=keys).update(...)"
    assert finding.message == (
        "Line 2, in the loop on line 1, sent 3 UPDATE statements, each for one value of `pk`. One statement can write all "
        "of these rows: `Post.objects.filter(pk__in=keys).update(...)`, once for all of them."
    )


def test_other_values_for_each_row_are_written_by_bulk_update():
    (finding,) = found(updates((5, 1), (6, 2), (7, 3)))
    assert finding.fix == 'bulk_update(objects, ["views"])'
    assert finding.message.endswith("`.bulk_update(objects, [\"views\"])`, after a loop that only changes the objects.")


def test_related_rows_are_told_by_their_relation():
    of_author = UPDATE.replace('"blog_post"."id"', '"blog_post"."author_id"')
    (finding,) = found(updates((0, 1), (0, 2), (0, 3), sql=of_author, relation="Author.posts", kind="manager"))
    assert (finding.relation, finding.fix) == ("Author.posts", "filter(author__in=values).update(...)")


@pytest.mark.parametrize("queries", [
    updates((0, 1), (0, 2)),
    updates((0, 1), (0, 2), (0, 1)),
    updates((0, 1), (0, 1), (0, 1)),
    updates((0, 1), (0, 2), (0, 3), sql=UPDATE.replace("= %s WHERE", "= %s + 1 WHERE").replace('"id" =', '"views" >')),
    updates((0, 1, 5), (0, 2, 6), (0, 3, 7), sql=UPDATE + ' AND "blog_post"."likes" = %s'),
    [replace(one, loop_line=None) for one in updates((0, 1), (0, 2), (0, 3))],
    [replace(one, failed=True) for one in updates((0, 1), (0, 2), (0, 3))],
], ids=["two", "one row twice", "one row", "a range", "two conditions", "no loop", "failed"])
def test_updates_that_one_statement_could_not_do_are_silent(queries):
    assert found(queries) == ()


def test_an_object_s_delete_is_told_with_all_that_it_sends():
    both = [replace(one, sql=sql) for one in deletes(relation="Post") for sql in (LINKS, POST)]
    (finding,) = found(both)
    assert (finding.code, finding.relation, finding.count) == ("delete_in_loop", "Post", 6)
    assert finding.fix == "Post.objects.filter(pk__in=keys).delete()"
    assert "called `delete()` 3 times, which sent 6 statements" in finding.message
    assert "a `delete()` of the model's own is not called then" in finding.message


def test_a_query_set_s_delete_calls_no_delete_of_the_model_s_own_before_or_after():
    (finding,) = found(deletes(kind="query"))
    assert (finding.fix, "own" in finding.message) == (TOGETHER, False)


@pytest.mark.parametrize("queries", [
    deletes(2),
    [replace(one, sql=sql) for one in deletes(2) for sql in (LINKS, POST)],
    deletes(loop=None),
    deletes(kind="query", relation=""),
    [replace(one, sql='DELETE FROM "blog_vote" WHERE "blog_vote"."id" IN (%s, %s)', params=(*one.params, 7)) for one in deletes()],
], ids=["two", "two with what hangs on them", "no loop", "links", "many at once"])
def test_deletes_of_few_or_of_many_rows_at_once_are_silent(queries):
    assert found(queries) == ()


def test_the_learner_s_own_words_come_first_and_what_a_pass_goes_by_is_left():
    said = Hint("delete_in_loop", 2, 1, 2, "", "delete()")
    (finding,) = found(deletes(), said)
    assert finding.fix == "delete()"
    assert "`.delete()` on the query of the rows, instead of the loop" in finding.message
    (chosen,) = found(deletes(), replace(said, fix="filter(member__in=[1, 2]).delete()"))
    assert "`.filter(member__in=[1, 2]).delete()` on the query of the rows" in chosen.message
    assert found(deletes(), replace(said, fix="", detail="kept")) == ()
