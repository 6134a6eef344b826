import json
from dataclasses import replace

from course.domain.report import check_json, explained, run_json
from course.domain.run import RunError, RunValue, TableChange
from course.domain.verdict.judge import Trial, grade
from tests.domain.captured import AUTHOR, POSTS, exercise, items, query, repeat, result, rows_value

RUN_FIELDS = {
    "status", "dataset", "dataset_version", "scale", "database", "stdout", "stdout_truncated", "value", "error",
    "query_count", "queries", "queries_truncated", "groups", "findings", "tables_changed", "elapsed_ms", "stopped",
}
LOOP = result(query(POSTS, line=1), *repeat(3, AUTHOR, kind="forward", relation="Post.author"))


def test_explained_fills_groups_and_findings() -> None:
    told = explained(LOOP)
    assert [one.group for one in told.queries] == [0, 1, 1, 1]
    assert [(one.group, one.count, one.lines) for one in told.groups] == [(0, 1, (1,)), (1, 3, (2,))]
    assert [one.code for one in told.findings] == ["n_plus_one"]


def test_advice_on_a_run_of_too_many_queries_says_what_it_rests_on() -> None:
    (finding,) = explained(replace(LOOP, query_count=20_000, queries_truncated=True)).findings
    assert finding.message.endswith(" Only the first 4 of 20,000 queries were looked at.")


def test_a_run_has_exactly_the_fields_of_the_contract() -> None:
    told = run_json(explained(LOOP))
    assert set(told) == RUN_FIELDS
    assert set(told["queries"][0]) == {
        "index", "sql", "params", "verb", "line", "loop_line", "rows", "ms", "group", "failed",
        "columns", "bytes",
    }
    assert told["groups"][1]["lines"] == [2]
    assert set(told["findings"][0]) == {"code", "line", "loop_line", "relation", "count", "fix", "message", "lesson", "column"}
    assert json.loads(json.dumps(told)) == told


def test_answers_and_table_rows_never_leave() -> None:
    text = json.dumps(run_json(result(answer=items("the answer"), table_rows={"t": "the rows"})))
    assert "the answer" not in text
    assert "the rows" not in text


def test_values_of_each_kind() -> None:
    assert run_json(result())["value"] == {"kind": "none"}
    assert run_json(result(value=RunValue("scalar", json=3, text="3")))["value"] == {"kind": "scalar", "json": 3, "text": "3"}
    assert run_json(result(value=rows_value(("id",), (1,))))["value"] == {
        "kind": "rows", "columns": ["id"], "rows": [[1]], "total": 1, "truncated": False
    }


def test_errors_changes_and_odd_parameters_are_plain_json() -> None:
    told = run_json(result(
        query(POSTS, b"\x00"), error=RunError("ValueError", "no", 2, "Traceback …"),
        tables_changed=(("Post", TableChange(updated=3)),), variant="scale-2",
    ))
    assert told["error"] == {"type": "ValueError", "message": "no", "line": 2, "traceback": "Traceback …"}
    assert told["tables_changed"] == {"Post": {"inserted": 0, "updated": 3, "deleted": 0}}
    assert told["scale"] == 2
    assert json.loads(json.dumps(told)) == told


def test_a_grade_has_the_fields_of_the_contract_and_no_hidden_row() -> None:
    def trial(variant: str, given: object, wanted: object) -> Trial:
        run, reference = (result(query(POSTS), answer=items(value), variant=variant) for value in (given, wanted))  # type: ignore[arg-type]
        return Trial(run, reference, 1)

    told = check_json(grade(exercise(), [trial("base", 1, 2), trial("scale-2", 1, 2), trial("hidden", 1, "hidden-cell")], "a hint"))
    assert set(told) == {
        "exercise", "passed", "verdict", "checks", "query_count", "budget", "growth", "growth_verdict", "hint",
        "difference", "tables", "run",
    }
    assert (told["passed"], told["verdict"], told["hint"]) == (False, "wrong", "a hint")
    assert told["growth"] == [{"scale": 1, "queries": 1}, {"scale": 2, "queries": 1}]
    assert told["difference"]["missing"] == [[2]]
    assert "hidden-cell" not in json.dumps(told)
    assert json.loads(json.dumps(told)) == told
