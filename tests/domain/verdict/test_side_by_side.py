from __future__ import annotations

from course.domain.insight.comparison import Footprint
from course.domain.run import QueryGroup
from course.domain.verdict.side_by_side import side_by_side

POSTS = 'SELECT "blog_post"."title"\nFROM "blog_post"'
JOINED = 'SELECT "blog_post"."title",\n       "blog_author"."name"\nFROM "blog_post"\nINNER JOIN "blog_author" ON (1)'
AUTHOR = 'SELECT "blog_author"."name"\nFROM "blog_author"\nWHERE "blog_author"."id" = 1'


def sent(*groups: tuple[str, int, int]) -> Footprint:
    found = tuple(QueryGroup(number, sql, count, (line,), False) for number, (sql, count, line) in enumerate(groups))
    total = sum(group.count for group in found)
    return Footprint(queries=total, rows=0, columns=0, bytes=0, elapsed_ms=1, partial=False, groups=found)


def text(side) -> str:
    return "\n".join(line.text for line in side.sql)


def test_statements_that_belong_together_stand_in_one_row():
    beside = side_by_side(sent((POSTS, 1, 2), (AUTHOR, 100, 3)), sent((JOINED, 1, 2)))
    assert (beside.yours, beside.ours, beside.left_out) == (101, 1, 0)
    first, second = beside.pairs
    assert (text(first.yours), text(first.ours)) == (POSTS, JOINED)
    assert (first.yours.count, first.yours.lines, first.same) == (1, (2,), False)
    assert (text(second.yours), second.yours.count, second.ours.count, second.ours.sql) == (AUTHOR, 100, 0, ())


def test_the_same_statement_sent_as_often_is_the_same():
    (pair,) = side_by_side(sent((POSTS, 1, 2)), sent((POSTS, 1, 5))).pairs
    assert pair.same
    assert {line.kind for line in (*pair.yours.sql, *pair.ours.sql)} == {"same"}


def test_without_a_run_the_solution_stands_alone():
    beside = side_by_side(None, sent((JOINED, 1, 2)))
    assert (beside.yours, beside.ours, len(beside.pairs)) == (None, 1, 1)
    assert text(beside.pairs[0].ours) == JOINED
