"""Two runs side by side."""

from __future__ import annotations

from dataclasses import replace

from course.domain.insight.comparison import Footprint, RunComparison, compare_footprints, footprint, sql_diff
from course.domain.report import explained
from course.domain.run import QueryGroup, RunResult
from tests.domain.captured import AUTHOR, COUNTRY, POSTS, POSTS_WITH_AUTHORS, query, repeat, result


def sized(statement, columns: int, size: int):
    return replace(statement, columns=columns, bytes=size)


NAIVE = explained(result(
    sized(query(POSTS, rows=3), 3, 300), *(sized(one, 2, 50) for one in repeat(3, AUTHOR)), elapsed_ms=9.0,
))
FIXED = explained(result(sized(query(POSTS_WITH_AUTHORS, rows=3), 4, 400), elapsed_ms=3.0))


def compared(before: RunResult, after: RunResult) -> RunComparison:
    return compare_footprints(footprint(before), footprint(after))


def test_measures_of_both_runs() -> None:
    found = {one.name: (one.before, one.after) for one in compared(NAIVE, FIXED).measures}
    assert found == {"queries": (4, 1), "rows": (6, 3), "columns": (5, 4), "bytes": (450, 400), "time": (9.0, 3.0)}


def test_a_statement_that_grew_a_join_is_set_beside_the_one_it_was() -> None:
    changed, gone = compared(NAIVE, FIXED).groups
    assert (changed.kind, changed.before, changed.after) == ("changed", 1, 1)
    assert [line.text for line in changed.diff if line.kind == "added"][-1].startswith("INNER JOIN")
    assert (gone.kind, gone.before, gone.after, gone.before_lines) == ("removed", 3, 0, (2,))
    assert {line.kind for line in gone.diff} == {"removed"}


def test_the_same_run_differs_in_nothing() -> None:
    assert {change.kind for change in compared(NAIVE, NAIVE).groups} == {"same"}


def test_a_statement_on_another_table_is_new_and_not_a_change() -> None:
    before, after = explained(result(query(AUTHOR))), explained(result(query(COUNTRY)))
    assert [change.kind for change in compared(before, after).groups] == ["added", "removed"]


def test_of_two_earlier_statements_the_more_alike_is_the_partner() -> None:
    narrow = 'SELECT "blog_post"."id" FROM "blog_post" WHERE "blog_post"."views" > ?'
    before = explained(result(query(POSTS), query(narrow)))
    after = explained(result(query(f"{narrow} ORDER BY id")))
    changed, gone = compared(before, after).groups
    assert [line.text for line in changed.diff if line.kind == "added"] == ["ORDER BY id"]
    assert (changed.kind, gone.kind) == ("changed", "removed")


def test_figures_of_a_cut_log_say_that_they_are_partial() -> None:
    measures = compared(replace(NAIVE, queries_truncated=True), FIXED).measures
    assert {one.name for one in measures if one.partial} == {"rows", "columns", "bytes"}


def test_sql_diff_keeps_order_and_every_line() -> None:
    found = sql_diff("SELECT a\nFROM t", "SELECT a, b\nFROM t\nLIMIT 1")
    assert [(line.kind, line.text) for line in found] == [
        ("removed", "SELECT a"), ("added", "SELECT a, b"), ("same", "FROM t"), ("added", "LIMIT 1"),
    ]  # fmt: skip


def test_statements_of_very_many_lines_are_shown_one_after_the_other() -> None:
    found = sql_diff("\n".join(["x"] * 300), "\n".join(["x"] * 300))
    assert [line.kind for line in found] == ["removed"] * 300 + ["added"] * 300


def test_a_comma_that_a_further_column_brings_is_no_change() -> None:
    before, after = 'SELECT "t"."a"\nFROM "t"', 'SELECT "t"."a",\n       "u"."b"\nFROM "t"\nINNER JOIN "u" ON (1)'
    (group,) = compare_footprints(sent(before), sent(after)).groups
    assert [line.kind for line in group.diff] == ["same", "added", "same", "added"]
    assert (group.diff[0].before, group.diff[0].text) == ('SELECT "t"."a"', 'SELECT "t"."a",')


def sent(sql: str) -> Footprint:
    group = QueryGroup(0, sql, 1, (1,), False)
    return Footprint(1, rows=0, columns=0, bytes=0, elapsed_ms=1, partial=False, groups=(group,))
