"""Findings of real runs in the real jail: each fault is named, and the same program with the fix in it stays silent."""

from __future__ import annotations

from collections import Counter

import pytest

from course.domain.findings.advice import LESSONS
from course.domain.report import explained
from course.domain.run import RunResult, RunStatus
from tests.sandbox.findings import CASES, RELATIONS, SILENT


@pytest.fixture(scope="session")
def explained_run(run):
    def run_and_explain(code: str) -> RunResult:
        result = explained(run(code))
        assert (result.status, result.error) == (RunStatus.OK, None)
        return result

    return run_and_explain


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.finding[0]}: {case.name}")
def test_a_fault_is_named_and_its_fix_does_the_same_for_less_in_silence(explained_run, case):
    faulty, twin = explained_run(case.faulty), explained_run(case.twin)
    found = [(one.code, one.relation, one.line, one.loop_line) for one in faulty.findings]
    assert case.finding in found
    finding = faulty.findings[found.index(case.finding)]
    assert (finding.fix, finding.lesson != "") == (case.fix, True)
    assert finding.fix in case.twin
    assert [one.code for one in twin.findings] == []
    if case.same:
        assert cost(twin) < cost(faulty)
        assert told(twin) == told(faulty)
    else:
        assert twin.stdout != faulty.stdout


def cost(result: RunResult) -> tuple[int, int, int]:
    """Queries first, then rows, then bytes."""
    queries = result.queries
    return result.query_count, sum(one.rows for one in queries), sum(one.bytes for one in queries)


def told(result: RunResult) -> object:
    """What it printed and gave back, whatever order the database chose where none was asked for; or what it changed."""
    changed = dict(result.tables_changed)
    items = [] if changed else result.answer.get("items", [result.answer])
    return sorted(result.stdout.splitlines()), sorted(map(repr, items)), changed


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT.keys())
def test_a_program_that_only_looks_like_a_fault_is_silent(explained_run, code):
    assert [one.code for one in explained_run(code).findings] == []


def test_the_table_has_every_code_and_enough_of_each_relation():
    codes = Counter(case.finding[0] for case in CASES)
    assert set(codes) == set(LESSONS)
    assert len(CASES) >= 60
    assert sum(case.finding[0] == "n_plus_one" for case in RELATIONS) >= 15
