"""A run and a grade as people and other programs read them: exactly the public JSON, never an answer or hidden row."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from course.domain.diagnosis import findings
from course.domain.grading import Check, CheckResult, RowDifference
from course.domain.run import CapturedQuery, RunResult, RunValue
from course.domain.sql import group


def explained(result: RunResult) -> RunResult:
    """The same run with its statements grouped by shape and the advice they call for."""
    queries, groups = group(result.queries)
    found = findings(queries, result.hints)
    if result.queries_truncated:
        beyond = f" Only the first {len(queries):,} of {result.query_count:,} queries were looked at."
        found = tuple(replace(finding, message=finding.message + beyond) for finding in found)
    return replace(result, queries=queries, groups=groups, findings=found)


def run_json(result: RunResult) -> dict[str, Any]:
    """The contract's RunResult. `answer` and `table_rows` are for the grader and stay here."""
    return {
        "status": result.status.value,
        "dataset": result.image.dataset,
        "dataset_version": result.image.version,
        "scale": result.image.scale,
        "database": "sqlite",
        "stdout": result.stdout,
        "stdout_truncated": result.stdout_truncated,
        "value": _value_json(result.value),
        "error": asdict(result.error) if result.error else None,
        "query_count": result.query_count,
        "queries": [_query_json(query) for query in result.queries],
        "queries_truncated": result.queries_truncated,
        "groups": [asdict(found) | {"lines": list(found.lines)} for found in result.groups],
        "findings": [asdict(finding) for finding in result.findings],
        "tables_changed": {model: asdict(change) for model, change in result.tables_changed},
        "elapsed_ms": result.elapsed_ms,
        "stopped": asdict(result.stopped) if result.stopped else None,
    }


def check_json(check: CheckResult) -> dict[str, Any]:
    """The contract's CheckResult, with `difference` and `tables` added: how rows and tables differ on base data."""
    return {
        "exercise": check.exercise,
        "passed": check.passed,
        "verdict": check.verdict.value,
        "checks": [check_line(one) for one in check.checks],
        "query_count": check.query_count,
        "budget": check.budget,
        "growth": [asdict(point) for point in check.growth],
        "growth_verdict": check.growth_verdict,
        "hint": check.hint,
        "difference": _difference_json(check.difference),
        "tables": _lists(asdict(check.tables)) if check.tables else None,
        "run": run_json(check.run),
    }


def check_line(check: Check) -> dict[str, Any]:
    """One check as it stands in the JSON, and in a stored attempt."""
    return asdict(check)


def _value_json(value: RunValue) -> dict[str, Any]:
    if value.kind == "rows":
        return {
            "kind": "rows",
            "columns": list(value.columns),
            "rows": [[_plain(cell) for cell in row] for row in value.rows],
            "total": value.total,
            "truncated": value.truncated,
        }
    if value.kind == "scalar":
        return {"kind": "scalar", "json": value.json, "text": value.text}
    return {"kind": "none"}


def _query_json(query: CapturedQuery) -> dict[str, Any]:
    return {
        "index": query.index,
        "sql": query.sql,
        "params": [_plain(value) for value in query.params],
        "verb": query.verb,
        "line": query.line,
        "loop_line": query.loop_line,
        "rows": query.rows,
        "ms": query.ms,
        "group": query.group,
        "failed": query.failed,
        "columns": query.columns,
        "bytes": query.bytes,
    }


def _difference_json(difference: RowDifference | None) -> dict[str, Any] | None:
    if difference is None:
        return None
    rows = {name: [[_plain(cell) for cell in row] for row in getattr(difference, name)]
            for name in ("missing", "extra", "duplicates")}
    told: dict[str, Any] = _lists(asdict(difference))
    return told | rows


def _lists(value: Any) -> Any:
    """Tuples as JSON has them, at every depth."""
    if isinstance(value, dict):
        return {name: _lists(part) for name, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, (list, tuple)) else value


def _plain(value: Any) -> Any:
    """A JSON value as it is, anything else as text: a report never crashes on a cell."""
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return str(value)
