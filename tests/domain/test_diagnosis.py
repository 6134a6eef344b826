"""Each detector on statements it must name, and on a twin it must pass over in silence."""

from collections.abc import Sequence

from course.domain.diagnosis import findings
from course.domain.run import CapturedQuery, Finding
from course.domain.sql import group
from tests.domain.captured import (
    AUTHOR,
    COUNTRY,
    POSTS,
    POSTS_WITH_AUTHORS,
    STAFF_COUNT,
    TAGS,
    query,
    repeat,
)

PROFILE = 'SELECT "library_profile"."id" FROM "library_profile" WHERE "library_profile"."member_id" = ? LIMIT 21'
COMMENTS = 'SELECT "blog_comment"."id", "blog_comment"."text" FROM "blog_comment" WHERE "blog_comment"."post_id" = ?'
AUTHORS = 'SELECT "blog_author"."id", "blog_author"."name" FROM "blog_author"'
POSTS_OF_AUTHOR = POSTS + ' WHERE "blog_post"."author_id" = ?'
BODY = 'SELECT "blog_post"."id", "blog_post"."body" FROM "blog_post" WHERE "blog_post"."id" = ? LIMIT 21'
TITLES = 'SELECT "blog_post"."id", "blog_post"."title" FROM "blog_post"'
ROLE_EXISTS = 'SELECT 1 AS "a" FROM "library_staff" WHERE "library_staff"."role_id" = ? LIMIT 1'


def found(queries: Sequence[CapturedQuery]) -> tuple[Finding, ...]:
    return findings(group(queries).queries)


def named(queries: Sequence[CapturedQuery]) -> list[tuple[str, str, str]]:
    """(code, relation, fix) of each finding."""
    return [(one.code, one.relation, one.fix) for one in found(queries)]


def interleaved(*runs: Sequence[CapturedQuery]) -> list[CapturedQuery]:
    return [one for together in zip(*runs, strict=True) for one in together]


def test_the_loop_over_posts_and_their_authors_is_one_finding() -> None:
    queries = [query(POSTS, line=1), *repeat(100, AUTHOR, distinct=20, kind="forward", relation="Post.author")]
    (finding,) = found(queries)
    assert (finding.code, finding.line, finding.loop_line, finding.relation, finding.count, finding.fix) == (
        "n_plus_one", 2, 1, "Post.author", 100, 'select_related("author")'
    )
    assert finding.message == (
        "Line 2, in the loop on line 1, loaded `Post.author` 100 times, with one query for each object. "
        "A relation is loaded when it is first touched, one object at a time: "
        '`.select_related("author")` on the query of line 1 brings it along in the same query.'
    )


def test_two_objects_loaded_one_by_one_are_not_yet_a_pattern() -> None:
    assert named([query(POSTS), *repeat(2, AUTHOR, kind="forward", relation="Post.author")]) == []


def test_a_join_is_silent() -> None:
    assert named([query(POSTS_WITH_AUTHORS, line=1)]) == []


def test_three_lines_that_touch_a_relation_once_each_are_silent() -> None:
    queries = [query(AUTHOR, line, line=line, kind="forward", relation="Post.author") for line in (1, 2, 3)]
    assert named(queries) == []


def test_posts_of_one_author_are_n_plus_one_though_every_statement_is_the_same() -> None:
    queries = [query(POSTS), *repeat(5, AUTHOR, distinct=1, kind="forward", relation="Post.author")]
    assert named(queries) == [("n_plus_one", "Post.author", 'select_related("author")')]


def test_a_reverse_one_to_one_is_joined_too() -> None:
    queries = [query('SELECT "library_member"."id" FROM "library_member"'),
               *repeat(4, PROFILE, kind="reverse_one_to_one", relation="Member.profile")]
    assert named(queries) == [("n_plus_one", "Member.profile", 'select_related("profile")')]


def test_many_to_many_and_reverse_foreign_key_are_prefetched() -> None:
    tags = repeat(4, TAGS, kind="manager", relation="Post.tags")
    comments = repeat(4, COMMENTS, line=3, kind="manager", relation="Post.comment_set")
    assert named([query(POSTS), *interleaved(tags, comments)]) == [
        ("n_plus_one", "Post.tags", 'prefetch_related("tags")'),
        ("n_plus_one", "Post.comment_set", 'prefetch_related("comment_set")'),
    ]


def test_a_prefetched_relation_is_silent() -> None:
    inside = TAGS.replace("= ?", "IN (?, ?, ?)")
    assert named([query(POSTS), query(inside, 1, 2, 3, kind="prefetch", relation="Post.tags")]) == []


def test_a_filtered_manager_says_that_filter_asks_again_after_a_prefetch() -> None:
    filtered = TAGS.replace('WHERE "blog_post_tags"."post_id" = ?',
                            'WHERE ("blog_tag"."active" AND "blog_post_tags"."post_id" = ?)')
    (finding,) = found([query(POSTS), *repeat(4, filtered, kind="manager", relation="Post.tags")])
    assert finding.fix == 'prefetch_related("tags")'
    assert "choose among the rows in Python" in finding.message


def test_the_second_hop_after_a_join_is_named_with_its_path() -> None:
    countries = repeat(5, COUNTRY, line=1, loop=1, kind="forward", relation="Author.country")
    assert named([query(POSTS_WITH_AUTHORS, line=1, loop=1), *countries]) == [
        ("n_plus_one", "Author.country", 'select_related("author__country")')
    ]


def test_two_hops_in_one_loop_are_two_findings_with_one_fix_for_both() -> None:
    authors = repeat(5, AUTHOR, kind="forward", relation="Post.author")
    countries = repeat(5, COUNTRY, kind="forward", relation="Author.country")
    assert named([query(POSTS), *interleaved(authors, countries)]) == [
        ("n_plus_one", "Post.author", 'select_related("author__country")'),
        ("n_plus_one", "Author.country", 'select_related("author__country")'),
    ]


def test_nested_loops_over_managers_are_one_prefetch_path() -> None:
    queries = [query(AUTHORS)]
    for number in range(4):
        queries.append(query(POSTS_OF_AUTHOR, number, line=2, loop=1, kind="manager", relation="Author.posts"))
        queries += [query(TAGS, 10 * number + n, line=3, loop=2, kind="manager", relation="Post.tags") for n in (1, 2)]
    assert named(queries) == [
        ("n_plus_one", "Author.posts", 'prefetch_related("posts__tags")'),
        ("n_plus_one", "Post.tags", 'prefetch_related("posts__tags")'),
    ]


def test_a_relation_of_prefetched_rows_continues_the_prefetch() -> None:
    prefetched = query(POSTS_OF_AUTHOR.replace("= ?", "IN (?, ?)"), 1, 2, kind="prefetch", relation="Author.posts")
    tags = repeat(4, TAGS, kind="manager", relation="Post.tags")
    assert named([query(AUTHORS), prefetched, *tags])[0][2] == 'prefetch_related("posts__tags")'


def test_a_later_loop_over_the_same_rows_does_not_continue_the_path_of_an_earlier_one() -> None:
    boss = 'SELECT "library_staff"."id" FROM "library_staff" WHERE "library_staff"."id" = ? LIMIT 21'
    role = 'SELECT "library_role"."id" FROM "library_role" WHERE "library_role"."id" = ? LIMIT 21'
    queries = [query('SELECT "library_staff"."id" FROM "library_staff"', rows=4),
               *repeat(4, boss, line=2, kind="forward", relation="Staff.manager"),
               *repeat(4, role, line=4, loop=3, kind="forward", relation="Staff.role")]
    assert [fix for _, _, fix in named(queries)] == ['select_related("manager")', 'select_related("role")']


def test_an_unknown_origin_of_the_objects_names_the_model_whose_query_to_change() -> None:
    (finding,) = found(repeat(3, AUTHOR, kind="forward", relation="Post.author"))
    assert finding.fix == 'select_related("author")'
    assert "on the query that loads the Post rows" in finding.message


def test_a_count_for_each_row_becomes_an_annotation_under_the_lookup_name() -> None:
    counts = repeat(5, STAFF_COUNT, line=1, kind="manager", relation="Role.staff_set", method="count")
    (finding,) = found([query('SELECT "library_role"."id" FROM "library_role"'), *counts])
    assert (finding.code, finding.relation, finding.count) == ("count_in_loop", "Role.staff_set", 5)
    assert finding.fix == 'annotate(n=Count("staff"))'


def test_a_filtered_count_keeps_its_condition() -> None:
    filtered = STAFF_COUNT.replace('WHERE "library_staff"."role_id" = ?',
                                   'WHERE ("library_staff"."role_id" = ? AND "library_staff"."is_active")')
    counts = repeat(5, filtered, kind="manager", relation="Role.staff_set", method="count")
    assert named(counts)[0][2] == 'annotate(n=Count("staff", filter=Q(...)))'


def test_a_count_without_a_manager_groups_by_its_column() -> None:
    assert named(repeat(3, STAFF_COUNT, kind="count", method="count")) == [
        ("count_in_loop", "", 'values("role").annotate(n=Count("pk"))')
    ]


def test_two_counts_are_silent() -> None:
    assert named(repeat(2, STAFF_COUNT, kind="manager", relation="Role.staff_set", method="count")) == []


def test_exists_in_a_loop() -> None:
    asked = repeat(3, ROLE_EXISTS, kind="manager", relation="Role.staff_set", method="exists")
    assert named(asked) == [("exists_in_loop", "Role.staff_set", 'annotate(n=Count("staff"))')]
    assert named(repeat(3, ROLE_EXISTS, kind="exists", method="exists")) == [
        ("exists_in_loop", "", 'values_list("role", flat=True)')
    ]
    assert named(asked[:2]) == []


def test_get_in_a_loop() -> None:
    assert named(repeat(3, AUTHOR, kind="get", method="get")) == [("get_in_loop", "", "in_bulk(keys)")]
    by_name = AUTHOR.replace('"blog_author"."id" = ?', '"blog_author"."handle" = ?')
    assert named(repeat(3, by_name, kind="get", method="get"))[0][2] == "filter(handle__in=values)"
    assert named(repeat(2, AUTHOR, kind="get", method="get")) == []


def test_a_sum_in_a_loop_becomes_an_annotation() -> None:
    total = 'SELECT SUM("blog_post"."views") AS "t" FROM "blog_post" WHERE "blog_post"."author_id" = ?'
    sums = repeat(3, total, kind="manager", relation="Author.posts", method="aggregate")
    assert named(sums) == [("aggregate_in_loop", "Author.posts", 'annotate(value=Sum("posts__views"))')]
    assert named(sums[:2]) == []


def test_a_deferred_column_is_added_to_only() -> None:
    bodies = repeat(4, BODY, kind="deferred", relation="Post.body")
    assert named([query(TITLES), *bodies]) == [("deferred_field_in_loop", "Post.body", 'only("title", "body")')]
    assert named([query(TITLES), *bodies[:2]]) == []


def test_a_deferred_column_of_a_joined_row_is_named_by_its_path() -> None:
    narrow = (
        'SELECT "blog_post"."id", "blog_post"."title", "blog_post"."author_id", "blog_author"."id", '
        '"blog_author"."name" FROM "blog_post" INNER JOIN "blog_author" '
        'ON ("blog_post"."author_id" = "blog_author"."id")'
    )
    bio = 'SELECT "blog_author"."id", "blog_author"."bio" FROM "blog_author" WHERE "blog_author"."id" = ? LIMIT 21'
    bios = repeat(4, bio, kind="deferred", relation="Author.bio")
    assert named([query(narrow), *bios])[0][2] == 'only("title", "author__name", "author__bio")'
    twice = narrow + ' LEFT OUTER JOIN "library_book" ON ("blog_post"."book_id" = "library_book"."id")'
    assert named([query(twice), *bios])[0][2] == "defer(None)"


def test_a_column_deferred_from_many_is_no_longer_deferred() -> None:
    many = ", ".join(f'"blog_post"."c{number}"' for number in range(9))
    queries = [query(f'SELECT {many} FROM "blog_post"'), *repeat(4, BODY, kind="deferred", relation="Post.body")]
    assert named(queries)[0][2] == "defer(None)"


def test_the_same_question_twice_is_a_duplicate() -> None:
    twice = [query(POSTS_OF_AUTHOR, 7, line=line, kind="manager", relation="Author.posts") for line in (2, 3)]
    (finding,) = found(twice)
    assert (finding.code, finding.line, finding.count, finding.fix) == (
        "duplicate_query", 3, 2, "rows = list(author.posts.all())"
    )
    assert "on lines 2 and 3" in finding.message


def test_two_objects_that_ask_for_the_same_row_are_told_to_join_it() -> None:
    twice = [query(AUTHOR, 1, line=line, kind="forward", relation="Post.author") for line in (2, 3)]
    (finding,) = found(twice)
    assert (finding.code, finding.fix) == ("duplicate_query", 'select_related("author")')
    assert "Each object asks for its own `author`" in finding.message


def test_the_same_question_about_another_row_is_no_duplicate() -> None:
    assert named([query(POSTS_OF_AUTHOR, number, line=2) for number in (1, 2)]) == []


def test_a_question_after_a_write_is_no_duplicate() -> None:
    count = 'SELECT COUNT(*) FROM "blog_tag"'
    queries = [query(count, method="count"), query("INSERT INTO blog_tag (name) VALUES (?)", "x"), query(count)]
    assert named(queries) == []


def test_the_same_count_in_each_pass_is_a_duplicate_to_keep_before_the_loop() -> None:
    same = repeat(4, 'SELECT COUNT(*) FROM "blog_tag"', distinct=1, kind="count", method="count")
    assert named(same) == [("duplicate_query", "", "n = queryset.count()")]


def test_prefetches_that_repeat_with_their_query_are_not_named_besides_it() -> None:
    inside = TAGS.replace("= ?", "IN (?, ?)")
    both = [query(POSTS, line=1), query(inside, 1, 2, line=1, kind="prefetch", relation="Post.tags")]
    assert [code for code, _, _ in named(both + both)] == ["duplicate_query"]


def test_statements_without_an_origin_are_never_misread() -> None:
    plain = [CapturedQuery(0, AUTHOR, (number,), "SELECT", None, None, 1, 0.1) for number in range(5)]
    assert named(plain) == []


def test_a_count_across_a_foreign_key_is_named_from_the_rows_of_the_loop() -> None:
    count = 'SELECT COUNT(*) AS "__count" FROM "blog_post" WHERE "blog_post"."author_id" = ?'
    counts = repeat(4, count, kind="manager", relation="Author.posts", method="count")
    assert named([query(POSTS_WITH_AUTHORS, line=1), *counts])[0][2] == 'annotate(n=Count("author__posts"))'


def test_a_count_inside_two_loops_belongs_on_the_query_of_the_inner_rows() -> None:
    count = 'SELECT COUNT(*) AS "__count" FROM "blog_comment" WHERE "blog_comment"."post_id" = ?'
    queries = [query(AUTHORS)]
    for number in range(4):
        queries.append(query(POSTS_OF_AUTHOR, number, line=2, loop=1, kind="manager", relation="Author.posts"))
        queries.append(query(count, number, line=3, loop=2, kind="manager", relation="Post.comment_set", method="count"))
    counted = found(queries)[1]
    assert counted.fix == 'annotate(n=Count("comment"))'
    assert "on the query that loads the Post rows" in counted.message


def test_filtering_a_prefetched_relation_asks_again() -> None:
    prefetched = query(COMMENTS.replace("= ?", "IN (?, ?)"), 1, 2, kind="prefetch", relation="Post.comment_set")
    filtered = COMMENTS.replace('WHERE "blog_comment"."post_id" = ?',
                                'WHERE ("blog_comment"."post_id" = ? AND "blog_comment"."approved")')
    again = repeat(4, filtered, line=2, kind="manager", relation="Post.comment_set")
    assert named([query(POSTS), prefetched, *again]) == [
        ("filter_on_prefetched", "Post.comment_set", "post.comment_set.all()")
    ]
    assert named([query(POSTS), prefetched, *again[:2]]) == []


def test_a_question_with_two_conditions_names_the_field_that_is_compared() -> None:
    both = 'SELECT 1 AS "a" FROM "l" WHERE ("l"."member_id" = ? AND "l"."returned_on" IS NULL) LIMIT 1'
    assert named(repeat(3, both, kind="exists", method="exists"))[0][2] == 'values_list("member", flat=True)'
