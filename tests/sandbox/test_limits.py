"""Each limit, in the real jail: its status, and the evidence that is kept."""

from __future__ import annotations

import pytest

from course.domain.run import RunStatus


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("print('kept')\nwhile True: pass", RunStatus.TIMEOUT),
        ("print('kept')\nimport time; time.sleep(60)", RunStatus.TIMEOUT),
        ("print('kept')\ntry:\n    while True: pass\nexcept BaseException:\n    pass", RunStatus.TIMEOUT),
        (
            "print('kept')\nconnection.cursor().execute('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n')",
            RunStatus.TIMEOUT,
        ),
        ("print('kept')\nlist(range(10**12))", RunStatus.MEMORY),
        ("print('kept')\nx = bytearray(10**9)", RunStatus.MEMORY),
        ("print('kept')\nfor n in range(1000): Post.objects.count()", RunStatus.QUERY_LIMIT),
        (
            "print('kept')\nwhile True:\n    try: Post.objects.count()\n    except Exception: pass",
            RunStatus.QUERY_LIMIT,
        ),
        ("print('kept')\nimport ctypes; ctypes.string_at(0)", RunStatus.KILLED),
        ("print('kept')\nimport os; os._exit(0)", RunStatus.KILLED),
    ],
)
def test_limit_ends_the_run_with_its_status_and_keeps_what_was_printed(strict_run, code, status):
    result = strict_run(code)
    assert (result.status, result.stdout) == (status, "kept\n")


def test_query_limit_counts_exactly_and_keeps_the_first_statements(strict_run):
    result = strict_run("for n in range(1000):\n    Post.objects.count()")
    assert (result.query_count, len(result.queries), result.queries_truncated) == (50, 20, True)
    assert result.queries[-1].line == 2


def test_statement_that_was_running_at_the_deadline_is_part_of_the_evidence(strict_run):
    result = strict_run("Post.objects.count()\nimport time; time.sleep(60)")
    assert (result.status, result.query_count, result.queries[0].line) == (RunStatus.TIMEOUT, 1, 1)


def test_output_limit_keeps_the_first_bytes(strict_run):
    result = strict_run("while True: print('x' * 99)")
    assert (result.status, len(result.stdout), result.stdout_truncated) == (RunStatus.OUTPUT_LIMIT, 2_000, True)


def test_value_beyond_the_row_limit_is_cut_but_compared_whole(strict_run):
    result = strict_run("Post.objects.all()")
    assert (len(result.value.rows), result.value.total, result.value.truncated) == (10, 100, True)
    assert len(result.answer["items"]) == 100


@pytest.mark.parametrize(
    ("code", "error"),
    [("x = 1\n" * 1_000, "CodeTooLong"), ("x = 1\0", "ValueError"), ("x = '\ud800'", "UnicodeError")],
)
def test_code_that_cannot_be_run_is_rejected_before_a_process_is_used(strict_run, code, error):
    result = strict_run(code)
    assert (result.status, result.error.type) == (RunStatus.REJECTED, error)


def test_next_run_after_each_limit_is_right(strict_run):
    assert strict_run("Post.objects.count()").value.json == 100
