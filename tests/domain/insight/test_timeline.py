"""The laziness timeline's values, from made reports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course.domain.insight.timeline import no_timeline, read_timeline
from course.domain.insight.timeline_words import reason_words
from course.domain.run import RunError, RunStatus
from course.domain.told import BadReport

CODE = "posts = Post.objects.all()\nfor post in posts:\n    post.tags.filter(active=True)\n"


def event(line: int, kind: str, **fields: Any) -> dict[str, Any]:
    return {"line": line, "kind": kind, "what": "Post", "method": "", "reason": "", "times": 1, "queries": 0, "rows": 0,
            **fields}  # fmt: skip


def timeline(*events: dict[str, Any], queries: int = 0):
    return read_timeline({"kind": "scalar", "item": {"events": list(events), "truncated": False}}, CODE, queries)


def test_events_stand_by_their_line_in_order() -> None:
    found = timeline(
        event(1, "built", method="all"), event(2, "evaluated", method="__iter__", queries=1, rows=100),
        event(1, "cache", method="__len__"), queries=1,
    )  # fmt: skip
    assert [(line.line, line.source, line.queries) for line in found.lines] == [
        (1, "posts = Post.objects.all()", 0), (2, "for post in posts:", 1),
    ]  # fmt: skip
    assert [one.kind for one in found.lines[0].events] == ["built", "cache"]
    assert json.loads(json.dumps(found.as_json()))["lines"][1]["queries"] == 1


@pytest.mark.parametrize(
    ("told", "text", "why"),
    [
        (event(1, "built", method="filter"), "`filter()` builds a QuerySet of posts: no query", ""),
        (event(1, "built", method="[…]", times=3), "slicing builds a QuerySet of posts: no query, 3 times", ""),
        (event(1, "evaluated", method="__iter__", queries=2, rows=9), "going over the rows of posts sends 2 queries, 9 rows", ""),
        (event(1, "evaluated", method="__len__", queries=1, rows=9), "`len()` needs all rows of posts and sends 1 query, 9 rows", ""),
        (event(1, "evaluated", what="Post.author", queries=82, rows=82, times=82), "touching `Post.author` sends 82 queries, 82 rows, 82 times", ""),
        (event(1, "cache", what="Post.author"), "`Post.author` is at hand already: no query", ""),
        (event(1, "cache", what="Post.tags", method="__iter__"), "the rows of `Post.tags` are loaded already: no query", ""),
        (event(1, "cache", method="count"), "`count()` answers from the rows of posts that are loaded: no query", ""),
        (event(1, "evaluated", method="count", queries=1, rows=1), "`count()` on posts sends 1 query, 1 row", ""),
        (event(1, "unkept", method="__repr__", queries=1), "the `repr()` of posts sends 1 query",
         "`repr()` reads at most 21 rows with a LIMIT and does not fill the cache."),
    ],
)  # fmt: skip
def test_sentences(told: dict[str, Any], text: str, why: str) -> None:
    (found,) = timeline(told).lines[0].events
    assert (found.text, found.why) == (text, why)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("left_prefetched filter", "`filter()` left the prefetched set: it makes a new QuerySet, which asks the database again."),
        ("left_loaded all", "The rows were loaded already, but `all()` makes a new QuerySet, which knows nothing of them."),
        ("manager_again 16", "The same question as on line 16: each `.all()` of a manager makes a new QuerySet."),
        ("asked_before 0", "The same question as on an earlier line, asked by a new QuerySet"),
        ("something else", ""),
    ],
)  # fmt: skip
def test_reasons(reason: str, words: str) -> None:
    assert reason_words(reason, "Post.tags")[: len(words) or None] == words


def test_methods_are_named_as_they_are_written() -> None:
    names = ("__iter__", "__len__", "count", "[…]", "")
    found = timeline(*(event(place + 1, "cache", method=name) for place, name in enumerate(names)))
    assert [line.events[0].method for line in found.lines] == ["for", "len()", "count()", "[…]", ""]


def test_a_run_that_told_nothing_says_how_it_ended() -> None:
    assert no_timeline(RunStatus.TIMEOUT, None).status == "timeout"
    assert no_timeline(RunStatus.REJECTED, RunError("SyntaxError", "no", 1, "")).problem == "SyntaxError: no"


@pytest.mark.parametrize("change", [{"kind": "other"}, {"times": -1}, {"line": True}, {"what": "x" * 400}, {"more": 1}])
def test_what_the_tool_would_not_tell_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadReport):
        timeline(event(1, "built") | change)
