"""Rows asked for one value after the other, and where the rows of a relation come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.diagnosis import findings
from course.domain.run import Finding, Hint
from course.domain.sql import group
from course.domain.statement import compared_parameters, forward_path
from tests.domain.captured import AUTHOR, POSTS, query, repeat

BOOKS_OF_YEAR = 'SELECT "library_book"."id" FROM "library_book" WHERE "library_book"."pub_year" = %s'
PROFILE_OF = (
    'SELECT "library_profile"."id" FROM "library_profile" INNER JOIN "library_member" '
    'ON ("library_profile"."member_id" = "library_member"."id") WHERE ("library_profile"."newsletter" '
    'AND "library_member"."handle" = %s) LIMIT 21'
)
TAGS_BY_HAND = (
    'SELECT "blog_tag"."id" FROM "blog_tag" INNER JOIN "blog_post_tags" ON ("blog_tag"."id" = "blog_post_tags"."tag_id") '
    'WHERE "blog_post_tags"."post_id" = %s'
)


def found(queries, *hints: Hint) -> tuple[Finding, ...]:
    return findings(group(queries).queries, hints)


def fixes(queries, *hints: Hint) -> list[tuple[str, str]]:
    return [(one.code, one.fix) for one in found(queries, *hints)]


@pytest.mark.parametrize(("sql", "lookups"), [
    (BOOKS_OF_YEAR, {0: "pub_year"}),
    (PROFILE_OF, {0: "member__handle"}),
    (TAGS_BY_HAND, {}),
    (AUTHOR, {0: "pk"}),
    ('SELECT "a"."x" AND %s FROM "a" WHERE ("a"."x" > %s AND "a"."id" IN (%s))', {2: "pk"}),
    ('SELECT 1 FROM "a" WHERE "a"."id" IN (%s, %s)', {}),
    ('SELECT 1 FROM "a" WHERE ("a"."x" = %s OR "a"."y" = %s)', {}),
    ('SELECT 1 FROM "a" WHERE NOT ("a"."x" = %s)', {}),
])
def test_what_has_to_equal_a_parameter_is_named_as_the_orm_does(sql, lookups):
    assert compared_parameters(sql) == lookups


@pytest.mark.parametrize("joined", [
    'JOIN "blog_author" ON ("elsewhere"."author_id" = "blog_author"."id")',
    'JOIN "blog_author" ON ("b"."a_id" = "blog_author"."id") JOIN "b" ON ("blog_author"."b_id" = "b"."id")',
])
def test_joins_that_lead_nowhere_name_nothing(joined):
    sql = f'SELECT "blog_author"."id" FROM "blog_post" {joined} WHERE "blog_author"."handle" = %s'
    assert compared_parameters(sql) == {}
    assert forward_path(sql, "Author") is None


def test_one_value_after_the_other_becomes_one_query_for_all():
    assert fixes(repeat(3, BOOKS_OF_YEAR)) == [("n_plus_one", "filter(pub_year__in=values)")]
    assert fixes(repeat(2, BOOKS_OF_YEAR)) == []
    assert fixes(repeat(3, BOOKS_OF_YEAR, loop=None)) == []
    assert fixes(repeat(3, BOOKS_OF_YEAR.replace("=", ">"))) == []


def test_where_two_values_change_nothing_is_said_of_one():
    two = BOOKS_OF_YEAR + ' AND "library_book"."pages" = %s'
    assert fixes([query(two, number, number, line=2, loop=1) for number in range(4)]) == []
    one_stays = [query(two, 7, number, line=2, loop=1) for number in range(4)]
    assert fixes(one_stays) == [("n_plus_one", "filter(pages__in=values)")]


def test_a_value_behind_a_relation_to_many_is_not_named():
    assert fixes(repeat(3, TAGS_BY_HAND)) == []


def test_get_names_the_path_to_what_it_compares():
    assert fixes(repeat(3, PROFILE_OF, kind="get", method="get")) == [
        ("get_in_loop", "filter(member__handle__in=values)")
    ]


def test_rows_by_their_places_are_listed_first():
    by_place = [query(f'{POSTS} ORDER BY "blog_post"."id" ASC LIMIT 1 OFFSET {place}', line=3, loop=2)
                for place in range(1, 5)]
    assert fixes(by_place) == [("get_in_loop", "list(queryset)")]
    kept = Hint("asked_again", 3, None, 3, "", "posts[place]", "row")
    assert fixes(by_place, kept) == [("get_in_loop", "list(posts)")]
    from_the_first = [query(f'{POSTS} ORDER BY "blog_post"."id" ASC LIMIT 1', line=3, loop=2), *by_place]
    assert [one.count for one in found(from_the_first)] == [5]
    assert fixes([replace(one, loop_line=None) for one in from_the_first[:2]]) == []
    assert fixes([replace(one, loop_line=None) for one in from_the_first[:3]]) == [("get_in_loop", "list(queryset[:3])")]
    pages = [query(f'{POSTS} LIMIT 10 OFFSET {place}', line=3, loop=2) for place in range(10, 50, 10)]
    assert fixes(pages) == []


def test_rows_of_a_relation_asked_for_by_hand_are_told_as_that_relation():
    by_hand = repeat(4, POSTS + ' WHERE "blog_post"."author_id" = %s')
    hint = Hint("by_hand", 2, None, 2, "Author.posts", "", "Post")
    (finding,) = found([query('SELECT "blog_author"."id" FROM "blog_author"'), *by_hand], hint)
    assert (finding.relation, finding.fix) == ("Author.posts", 'prefetch_related("posts")')
    assert "`author.posts.all()` are the same rows" in finding.message
    assert fixes(by_hand, Hint("by_hand", 2, None, 2, "Author.comments", "", "Comment")) == [
        ("n_plus_one", "filter(author__in=values)")
    ]


def test_a_column_fetched_late_does_not_bring_the_row():
    late = [one for number in range(3) for one in (
        query('SELECT "blog_post"."id", "blog_post"."author_id" FROM "blog_post" WHERE "blog_post"."id" = %s LIMIT 21',
              number, line=2, loop=1, kind="deferred", relation="Post.author_id"),
        query(AUTHOR, number, line=2, loop=1, kind="forward", relation="Post.author"),
    )]
    narrow = query('SELECT "blog_post"."id", "blog_post"."title" FROM "blog_post"', line=1)
    finding = next(one for one in found([narrow, *late]) if one.code == "n_plus_one")
    assert finding.fix == 'select_related("author")'
    assert "on the query of line 1" in finding.message


def test_a_relation_of_united_rows_belongs_on_each_query():
    union = query(f"{POSTS} UNION {POSTS}", line=1)
    (finding,) = found([union, *repeat(3, AUTHOR, kind="forward", relation="Post.author")])
    assert "on the query of line 1 (on each of those it combines)" in finding.message


def test_values_of_a_relation_are_not_prefetched():
    names = repeat(3, TAGS_BY_HAND.replace('"id" FROM', '"name" FROM'), kind="manager", relation="Post.tags")
    assert "take the values in Python" in found(names)[0].message


def test_a_relation_that_is_read_for_its_key_is_not_loaded():
    authors = repeat(3, AUTHOR, kind="forward", relation="Post.author")
    key_only = Hint("key_only", 2, None, 2, "author", "post.author_id")
    assert fixes(authors, key_only) == [("n_plus_one", "post.author_id")]
    assert fixes(repeat(3, AUTHOR, kind="manager", relation="Post.author"), key_only)[0][1] != "post.author_id"


def test_a_tree_is_climbed_where_more_objects_ask_than_were_loaded():
    people = 'SELECT "library_staff"."id" FROM "library_staff"'
    reports = people + ' WHERE "library_staff"."manager_id" = %s'
    asked = repeat(5, reports, kind="manager", relation="Staff.reports")
    (finding,) = found([query(people, rows=2), *asked])
    assert finding.fix == "Staff.objects.in_bulk()"
    assert "`manager_id`" in finding.message
    assert fixes([query(people, rows=5), *asked]) == [("n_plus_one", 'prefetch_related("reports")')]
    again = repeat(6, reports, distinct=2, kind="manager", relation="Staff.reports")
    assert fixes([query(people, rows=2), *again]) == [("n_plus_one", 'prefetch_related("reports")')]


def test_what_is_asked_at_random_or_read_anew_is_no_duplicate():
    at_random = query(f"{POSTS} ORDER BY RAND() ASC LIMIT 1", method="first")
    assert fixes([at_random, at_random]) == []
    anew = query(AUTHOR, 1, kind="get", method="refresh_from_db")
    assert fixes([query(AUTHOR, 1, kind="get", method="get"), anew]) == []


def test_a_relation_of_chosen_rows_is_joined_where_they_are_chosen():
    newest = POSTS + ' WHERE "blog_post"."author_id" = %s ORDER BY "blog_post"."created" DESC LIMIT 1'
    run = [query('SELECT "blog_author"."id" FROM "blog_author"')]
    for number in range(4):
        run.append(query(newest, number, line=2, loop=1, kind="manager", relation="Author.posts", method="first"))
        run.append(query(AUTHOR, number, line=3, loop=1, kind="forward", relation="Post.author"))
    finding = found(run)[1]
    assert finding.fix == 'select_related("author")'
    assert "on the query of line 2" in finding.message


def test_only_names_all_columns_that_came_late():
    late = [one for number in range(3) for one in (
        query('SELECT "blog_post"."id", "blog_post"."views" FROM "blog_post" WHERE "blog_post"."id" = %s LIMIT 21',
              number, line=2, loop=1, kind="deferred", relation="Post.views"),
        query('SELECT "blog_post"."id", "blog_post"."likes" FROM "blog_post" WHERE "blog_post"."id" = %s LIMIT 21',
              number, line=2, loop=1, kind="deferred", relation="Post.likes"),
    )]
    narrow = query('SELECT "blog_post"."id", "blog_post"."title" FROM "blog_post"', line=1)
    assert [fix for _, fix in fixes([narrow, *late])] == ['only("title", "views", "likes")'] * 2
