"""Hints become findings only where the broker's statements bear them out: a hint alone says nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.diagnosis import findings
from course.domain.run import CapturedQuery, Hint
from course.domain.sql import group
from tests.domain.captured import POSTS, POSTS_WITH_AUTHORS, TAGS, query, repeat

PREFETCHED = query(TAGS.replace("= ?", "IN (?, ?)"), 1, 2, line=1, kind="prefetch", relation="Post.tags", rows=30)
LEN = Hint("len_instead_of_count", 2, None, 1, "", "posts.count()")
PREFETCH = Hint("unused_prefetch", 1, None, 1, "Post.tags", "prefetch_related(None)")
JOIN = Hint("unused_select_related", 1, None, 1, "Post.author", "select_related(None)")
COLUMNS = Hint("over_fetch", 1, None, 1, "Post.body", 'only("title")', "columns")
CUT = Hint("over_fetch", 1, None, 1, "", "posts[:5]", "rows:5")


def told(hint: Hint, *queries: CapturedQuery) -> list[str]:
    return [f"{one.code} {one.fix}" for one in findings(group(queries).queries, [hint])]


@pytest.mark.parametrize(
    ("hint", "enough", "too_little"),
    [
        (LEN, query(POSTS, line=1, rows=10), query(POSTS, line=1, rows=9)),
        (CUT, query(POSTS, line=1, rows=10), query(POSTS, line=1, rows=9)),
        (COLUMNS, replace(query(POSTS, line=1, rows=50), bytes=100_000), replace(query(POSTS, line=1), bytes=99_999)),
        (JOIN, query(POSTS_WITH_AUTHORS, line=1), query(POSTS, line=1)),
        (JOIN, query(POSTS_WITH_AUTHORS, line=1), query(POSTS_WITH_AUTHORS, line=1, rows=0)),
        (PREFETCH, PREFETCHED, query(TAGS, 1, line=1, kind="manager", relation="Post.tags")),
    ],
    ids=["few rows counted", "few rows cut", "few bytes", "no join", "no row", "no prefetch"],
)
def test_a_hint_counts_for_what_its_statement_shows(hint, enough, too_little):
    assert told(hint, enough) == [f"{hint.code} {hint.fix}"]
    assert told(hint, too_little) == []


@pytest.mark.parametrize("hint", [LEN, PREFETCH, JOIN, COLUMNS, CUT], ids=["len", "prefetch", "join", "columns", "cut"])
def test_a_hint_about_another_line_or_without_any_statement_says_nothing(hint):
    assert told(hint) == []
    assert told(hint, query(POSTS, line=7, rows=500), replace(PREFETCHED, line=7)) == []


def test_a_statement_that_a_loop_repeats_is_told_as_such_only():
    codes = told(LEN, *repeat(5, TAGS, line=1, kind="manager", relation="Post.tags"))
    assert codes == ['n_plus_one prefetch_related("tags")']


def test_a_hint_of_an_unknown_kind_says_nothing():
    assert told(replace(LEN, code="nonsense"), query(POSTS, line=1, rows=100)) == []


def test_a_cut_that_uses_most_of_the_rows_says_nothing():
    assert told(replace(CUT, detail="rows:60"), query(POSTS, line=1, rows=100)) == []
    assert told(replace(CUT, detail="rows:many"), query(POSTS, line=1, rows=100)) == []
