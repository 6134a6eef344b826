"""The chain stepper's values, from made reports."""

from __future__ import annotations

from typing import Any

import pytest

from course.domain.insight.sql_parts import changed_parts
from course.domain.insight.steps import no_steps, read_steps
from course.domain.run import RunError
from course.domain.told import BadReport

TAGS = 'SELECT "blog_tag"."id", "blog_tag"."name" FROM "blog_tag"'


def told(source: str, sql: str = "", kind: str = "queryset", **fields: Any) -> dict[str, Any]:
    return {
        "source": source, "line": 1, "column": 0, "end_line": 1, "end_column": len(source), "kind": kind, "sql": sql,
        "params": [], "method": source.strip(".").partition("(")[0], "message": "", "prefetches": [], **fields,
    }  # fmt: skip


def steps(*each: dict[str, Any]):
    report = {"chains": [{"line": 1, "steps": list(each)}], "truncated": False}
    return read_steps({"kind": "scalar", "item": report}).chains[0].steps


def new(step) -> list[str]:
    return [part.text for part in step.parts if part.change != "same"]


def test_a_link_shows_what_it_added_with_its_values() -> None:
    first, second = steps(told("Tag.objects", TAGS), told(".filter(name='x')", f'{TAGS} WHERE "blog_tag"."name" = ?', params=["x"]))
    assert (new(first), new(second)) == ([], ["WHERE \"blog_tag\".\"name\" = 'x'"])
    assert "".join(part.text for part in second.parts) == second.sql


def test_a_group_by_is_not_taken_for_a_piece_of_the_select_list() -> None:
    grouped = 'SELECT "t"."a", "t"."b", COUNT("u"."id") AS "n" FROM "t" JOIN "u" ON (1) GROUP BY "t"."a", "t"."b"'
    parts, removed = changed_parts('SELECT "t"."a", "t"."b" FROM "t"', grouped)
    assert [part.text for part in parts if part.change == "added"] == [
        ', COUNT("u"."id") AS "n"', 'JOIN "u" ON (1) GROUP BY "t"."a", "t"."b"'
    ]
    assert removed == ()


def test_what_gave_way_is_told() -> None:
    parts, removed = changed_parts(TAGS, 'SELECT COUNT(*) AS "__count" FROM "blog_tag"')
    assert [(part.text, part.change) for part in parts if part.change != "same"] == [('COUNT(*) AS "__count"', "changed")]
    assert removed == ('"blog_tag"."id" , "blog_tag"."name"',)


@pytest.mark.parametrize("after", [f"{TAGS} UNION {TAGS}", "", "(((", f"{TAGS} WHERE 'a''b' = \"c\"", TAGS, "🙂 \n\n"])
def test_the_parts_are_always_the_whole_statement(after: str) -> None:
    parts, _ = changed_parts(TAGS, after)
    assert "".join(part.text for part in parts) == after


def test_prefetching_leaves_the_sql_and_says_what_it_does() -> None:
    _, second, third = steps(
        told("Tag.objects", TAGS), told(".prefetch_related('posts')", TAGS, prefetches=["posts"]),
        told(".all()", TAGS, prefetches=["posts"]),
    )  # fmt: skip
    assert second.note == "This SQL stays as it is: after it, one more query loads `posts` for all rows together."
    assert third.note == "It is a new QuerySet with the same SQL; its rows are not those of another."


@pytest.mark.parametrize(
    ("step", "note"),
    [
        (told(".count()", "SELECT COUNT(*)", "asks"), "This asks the database now: the database counts, and one number comes back."),
        (told("[0]", TAGS, "asks", method=""), "This asks the database now: one item, with a query of its own."),
        (told(".iterator()", "", "value"), "It is a stream of rows now: it asks when the loop begins, and keeps no row."),
        (told(".filter(post=p)", "", "unknown", message="p"), "`p` has a value only while the code runs, so the steps end here."),
        (told(".filter(x=1)", "", "error", message="FieldError: no x"), "Django refuses this: FieldError: no x"),
        (told(".filter(pk__in=[])", ""), "Django knows that no row can match, so it will send nothing at all."),
        (told(".filter(o=OuterRef('pk'))", "", "outer"), "It refers to the query around it (OuterRef), so it has SQL only inside that one."),
    ],
)  # fmt: skip
def test_notes(step: dict[str, Any], note: str) -> None:
    _, found = steps(told("Tag.objects", TAGS), step)
    assert (found.note, found.asks) == (note, step["kind"] == "asks")


def test_code_that_cannot_be_read_says_why() -> None:
    assert no_steps(RunError("SyntaxError", "invalid syntax", 3, "")).line == 3
    assert no_steps(None).problem == "The code could not be looked at within the limits."


@pytest.mark.parametrize(
    "change",
    [{"kind": "other"}, {"line": -1}, {"line": "1"}, {"params": [[1]]}, {"sql": None}, {"sql": "x" * 30_000}, {"more": 1}],
)
def test_what_the_tool_would_not_tell_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadReport):
        steps(told("Tag.objects", TAGS) | change)


def test_a_report_made_to_cost_much_time_is_shown_without_comparison() -> None:
    long = [told(".x()", f"SELECT {' '.join(['a', 'b'] * 250)} {number}") for number in range(30)]
    found = steps(*long)
    assert [len(step.parts) for step in found[-3:]] == [1, 1, 1]
    assert all("".join(part.text for part in step.parts) == step.sql for step in found)
