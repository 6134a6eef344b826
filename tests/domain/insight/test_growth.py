"""How a number of queries grows, from made runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from course.domain.insight.growth import growth, kind_of
from course.domain.run import SCALES, CapturedQuery, RunError, RunStatus
from tests.domain.captured import AUTHOR, POSTS, STAFF_COUNT, TAGS, query, repeat, result

TABLES = {"blog_post": "Post", "blog_tag": "Tag", "blog_author": "Author", "library_accessgrant": "AccessGrant"}
TAG_ROWS = 'SELECT "blog_tag"."id" FROM "blog_tag"'


def runs(*statements: list[CapturedQuery]):
    """A run at ×1, ×2 and ×4, which sent these statements."""
    sent = [[replace(one, index=place) for place, one in enumerate(each)] for each in statements]
    return [result(*each, variant=variant) for each, variant in zip(sent, SCALES.values(), strict=True)]


def scaled(make):
    return growth(runs(*(make(scale) for scale in SCALES)), TABLES)


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ([1, 1, 1], "constant"), ([101, 201, 401], "linear"), ([3, 5, 9], "linear"), ([241, 961, 3841], "product"),
        ([11, 6, 3], "shrinks"), ([5, 9, 6], "irregular"), ([2, 2, 3], "irregular"), ([7], "unknown"), ([], "unknown"),
        ([101, 201], "linear"), ([10, 40], "product"), ([5, 5], "constant"), ([1, 9, 10], "irregular"),
    ],
)  # fmt: skip
def test_kinds_of_growth(counts: list[int], kind: str) -> None:
    assert kind_of(counts) == kind


def test_a_relation_touched_in_a_loop_grows_with_the_model_that_has_it() -> None:
    def loop(scale: int) -> list[CapturedQuery]:
        return [query(POSTS, rows=3 * scale), *repeat(3 * scale, AUTHOR, kind="forward", relation="Post.author")]

    found = scaled(loop)
    assert (found.kind, found.verdict) == ("linear", "grows with posts")
    assert [(group.counts, group.line, group.grows_with) for group in found.groups] == [((3, 6, 12), 2, "posts")]
    assert found.sentence == "The number of queries grows with posts: 4 queries at ×1, 7 queries at ×2, 13 queries at ×4."


def test_the_fixed_code_is_constant_and_names_nothing() -> None:
    found = scaled(lambda scale: [query(POSTS, rows=3 * scale)])
    assert (found.kind, found.verdict, found.groups) == ("constant", "constant", ())
    assert [(point.queries, point.rows) for point in found.points] == [(1, 3), (1, 6), (1, 12)]


def test_a_count_without_a_relation_grows_with_the_rows_that_were_loaded_before() -> None:
    found = scaled(lambda scale: [query(POSTS, rows=5 * scale), *repeat(5 * scale, STAFF_COUNT, kind="count")])
    assert found.verdict == "grows with posts"


def test_two_loops_name_both_the_larger_first() -> None:
    def loops(scale: int) -> list[CapturedQuery]:
        return [
            query(POSTS, rows=4 * scale),
            *repeat(4 * scale, AUTHOR, kind="forward", relation="Post.author"),
            *repeat(6 * scale, STAFF_COUNT, kind="manager", relation="AccessGrant.staff_set", method="count"),
        ]

    assert scaled(loops).verdict == "grows with access grants and posts"


def test_a_loop_in_a_loop_grows_with_the_product_of_both() -> None:
    def loops(scale: int) -> list[CapturedQuery]:
        inner = repeat(12 * scale * scale, TAGS, kind="manager", relation="Post.tags", method="exists")
        return [query(TAG_ROWS, rows=4 * scale), query(POSTS, rows=3 * scale), *inner]

    found = scaled(loops)
    assert (found.kind, found.verdict) == ("product", "grows with posts × tags")


def test_a_jump_without_a_loop_in_a_loop_is_no_product() -> None:
    """As prefetching in chunks does: 14, 17, 26."""
    found = growth(runs(*(
        [query(POSTS, rows=3), *repeat(count, AUTHOR, kind="forward", relation="Post.author")] for count in (13, 16, 25)
    )), TABLES)
    assert (found.kind, found.groups) == ("irregular", ())
    assert found.sentence.startswith("The number of queries grows, though not in step with the data: 14 queries")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RunError("FieldError", "no", 1, ""), "The code did not finish (FieldError), so there is nothing to compare: 1 query at ×1 before"),
        (None, "A limit stopped the code, so there is nothing to compare: 1 query at ×1 before it was stopped."),
    ],
)
def test_too_little_to_compare_says_why(error: RunError | None, words: str) -> None:
    (one, _, _) = scaled_runs = runs([query(POSTS)], [query(POSTS)], [query(POSTS)])
    status = RunStatus.ERROR if error else RunStatus.TIMEOUT
    assert growth([replace(one, status=status, error=error)], TABLES).sentence.startswith(words)
    assert growth(scaled_runs[:1], TABLES).kind == "unknown"


def test_statements_that_were_not_kept_are_not_counted_as_few() -> None:
    base, double, four = runs(*(
        [query(POSTS, rows=3 * scale), *repeat(3 * scale, AUTHOR, kind="forward", relation="Post.author")]
        for scale in SCALES
    ))
    cut = replace(four, queries=four.queries[:5], queries_truncated=True)
    found = growth([base, double, cut], TABLES)
    assert found.groups[0].counts == (3, 6, None)
    assert [point.rows_complete for point in found.points] == [True, True, False]


def test_a_loop_over_nothing_that_was_loaded_grows_with_the_data() -> None:
    assert scaled(lambda scale: repeat(5 * scale, STAFF_COUNT, kind="count")).verdict == "grows with the data"


def test_a_run_that_was_stopped_tells_what_it_sent_but_gives_no_verdict() -> None:
    stopped = [result(variant=variant, status=RunStatus.TIMEOUT, query_count=9) for variant in SCALES.values()]
    found = growth(stopped, TABLES)
    assert (found.kind, found.verdict, found.points[0].finished) == ("unknown", "not known", False)
    assert "9 queries at ×1 before it was stopped" in found.sentence
