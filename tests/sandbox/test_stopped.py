"""A run that is stopped tells where it was and what it kept asking, whichever limit it met."""

from __future__ import annotations

import pytest

from course.domain.insight.stop import line_to_mark, stop_of
from course.domain.report import explained
from course.domain.run import RunStatus


@pytest.mark.parametrize(
    ("code", "status", "title"),
    [
        ("x = 1\nwhile True:\n    x += 1", RunStatus.TIMEOUT, ("Stopped after 0 queries, line ", 2, 3)),
        ("import time\ntime.sleep(60)", RunStatus.TIMEOUT, ("Stopped after 0 queries, line ", 2)),
        ("def wait():\n    import time; time.sleep(60)\nPost.objects.first()\nwait()", RunStatus.TIMEOUT,
         ("Stopped after 1 query, line ", 2)),
        ("Tag.objects.count()\nfor n in range(99):\n    Post.objects.get(pk=1 + n)", RunStatus.QUERY_LIMIT,
         ("Stopped after 49 copies of this query, line ", 3)),
        ("for n in range(99):\n    Tag.objects.count()\n    Post.objects.count()", RunStatus.QUERY_LIMIT,
         ("Stopped after 25 copies of this query, line ", 3)),
        ("for n in range(9):\n    Post.objects.count()\nwhile True:\n    print('x' * 99)", RunStatus.OUTPUT_LIMIT,
         ("Stopped after 9 copies of this query, line ", 4)),
        ("held = []\nwhile True:\n    held.append(bytearray(9_000_000))", RunStatus.MEMORY,
         ("Stopped after 0 queries, line ", 3)),
    ],
    ids=["computing", "sleeping", "inside a function", "query limit", "two in turns", "output", "memory"],
)  # fmt: skip
def test_every_limit_names_the_line_and_the_copies(strict_run, code, status, title):
    run = explained(strict_run(code))
    stop = stop_of(run)
    assert run.status is status
    assert stop is not None
    assert stop.title in [f"{title[0]}{line}" for line in title[1:]]
    assert line_to_mark(run) == stop.line


def test_copies_are_exact_beyond_the_statements_that_are_kept(strict_run):
    run = explained(strict_run("while True:\n    Post.objects.get(pk=1)"))
    stop = stop_of(run)
    assert (run.query_count, len(run.queries)) == (50, 20)
    assert stop is not None
    assert (stop.copies, stop.line) == (50, 2)
    assert stop.group is not None
    assert 'FROM "blog_post"' in stop.group.sql


@pytest.mark.parametrize("code", ["1", "1 / 0", "def (", "for n in range(9):\n    Post.objects.count()"])
def test_a_run_that_came_to_its_own_end_was_not_stopped(strict_run, code):
    run = explained(strict_run(code))
    assert run.stopped is None
    assert stop_of(run) is None


def test_the_thread_that_tells_the_line_takes_little_memory_and_counts_as_none(strict_run):
    run = strict_run("import _thread, threading, time\ntime.sleep(0.4)\n"
                     "(_thread._count(), threading.active_count(), len(bytearray(120 << 20)))")  # fmt: skip
    assert (run.status, run.answer["items"]) == (RunStatus.OK, [1, 1, 120 << 20])


@pytest.mark.parametrize("end", ["while True:\n    pass", "while True:\n    Post.objects.count()"])
def test_a_line_that_had_not_ended_is_kept(strict_run, end):
    assert strict_run(f"print('half', end='')\n{end}").stdout == "half"


def test_who_does_not_listen_to_the_question_where_it_is_is_stopped_as_well(strict_run):
    run = strict_run("import signal\nsignal.signal(signal.SIGURG, signal.SIG_IGN)\nwhile True:\n    pass")
    assert run.status is RunStatus.TIMEOUT
    assert stop_of(explained(run)).line is None
