"""The grammar of the first line: strict, so that no check is lost to a typing error."""

from __future__ import annotations

import pytest

from course.domain.run import DataImage, RunResult, RunStatus, RunValue, TableChange
from tests.attacks.expectation import BadExpectation, parse

RESULT = RunResult(
    RunStatus.OK, DataImage("d", "v"), stdout="a\n", value=RunValue("scalar", json=7, text="7"), query_count=3,
    tables_changed=(("Post", TableChange(1, 2, 3)),),
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "", "# expected: status=ok", "# expect: ", "# expect: status", "# expect: state=ok", "# expect: status=fine",
        "# expect: status=ok status=error", "# expect: queries=many", "# expect: value.D=1", "# expect: value.=1",
        "# expect: value='open", "# expect: verdict=passed", "# expect: line=x",
    ],
)  # fmt: skip
def test_anything_else_is_an_error(line: str):
    with pytest.raises(BadExpectation):
        parse(line, "A")


@pytest.mark.parametrize(
    "words",
    [
        "value=7",
        "queries=3",
        "queries=1..3",
        "status=error|ok",
        'printed="a\\n"',
        "changed=Post+1~2-3",
        "value=8 value.A=7",
    ],
)
def test_what_fits_is_no_problem(words: str):
    assert parse(f"# expect: {words}", "A").problems(RESULT) == []


@pytest.mark.parametrize(
    "words",
    [
        "value=8",
        "queries=4..9",
        "status=timeout",
        "error=ValueError",
        'printed=""',
        "changed=none",
        "value=7 value.A=8",
    ],
)
def test_what_does_not_fit_is_told(words: str):
    assert parse(f"# expect: {words}", "A").problems(RESULT) != []


def test_status_is_ok_unless_another_or_an_error_is_named():
    assert parse("# expect: queries=1", "A").words["status"] == ("ok",)
    assert parse("# expect: error=E", "A").words["status"] == ("error",)
