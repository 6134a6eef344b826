"""A program with what happened on each of its lines, in few sentences."""

from __future__ import annotations

from typing import Any

from course.domain.insight.timeline import Timeline, no_timeline, read_timeline
from course.domain.insight.timeline_listing import listing, summary
from course.domain.run import RunError, RunStatus
from tests.domain.insight.test_timeline import event

CODE = "posts = Post.objects.filter(a=1).order_by('b')[:3]\n\nlist(posts)\nlist(posts)\n"


def timeline(*events: dict[str, Any], queries: int = 0, code: str = CODE) -> Timeline:
    return read_timeline({"kind": "scalar", "item": {"events": [*events], "truncated": False}}, code, queries)


def test_every_line_is_listed_and_a_chain_is_told_once() -> None:
    told = timeline(
        event(1, "built", method="filter"), event(1, "built", method="order_by"), event(1, "built", method="[…]"),
        event(3, "evaluated", method="__iter__", queries=1, rows=3), event(4, "cache", method="__iter__"), queries=1,
    )  # fmt: skip
    lines = listing(CODE, told)
    assert [(line.number, line.queries, len(line.events)) for line in lines] == [(1, 0, 1), (2, 0, 0), (3, 1, 1), (4, 0, 1)]
    assert lines[0].events[0].text == "`filter()`, `order_by()` and the slice build a QuerySet of posts: no query"
    assert summary(told) == "1 query on 1 line, 1 line answered from a cache"


def test_what_is_built_of_other_objects_or_as_often_stays_apart() -> None:
    told = timeline(event(1, "built", method="all"), event(1, "built", what="Post.tags", method="all", times=3))
    assert [one.text for one in listing(CODE, told)[0].events] == [
        "`all()` builds a QuerySet of posts: no query", "`all()` builds a QuerySet of `Post.tags`: no query, 3 times",
    ]  # fmt: skip
    assert summary(told) == "No query: everything was only built"


def test_what_no_line_did_stands_first() -> None:
    assert [line.number for line in listing("1", timeline(event(0, "evaluated", queries=1), code="1"))] == [0, 1]


def test_a_line_is_what_the_editor_calls_one() -> None:
    code = "text = 'a\u2028b'\nPost.objects.all()"
    told = timeline(event(2, "built", method="all"), code=code)
    assert [(line.number, line.source) for line in listing(code, told)][1] == (2, "Post.objects.all()")
    assert told.lines[0].source == "Post.objects.all()"


def test_a_timeline_without_lines_says_why() -> None:
    assert summary(timeline()) == "No QuerySet was built and no query was sent."
    assert summary(no_timeline(RunStatus.REJECTED, RunError("SyntaxError", "no", 1, ""))) == "SyntaxError: no"
