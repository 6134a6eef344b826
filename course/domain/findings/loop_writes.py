"""Rows that a loop saves or creates one by one."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import Repeat


def save_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """An UPDATE for each object of a loop: `save()` writes one row, and by default all of its columns. Where some fail,
    they cannot be written together."""
    for repeat in evidence.repeats:
        saves = repeat.kind == "save" and repeat.first.verb == "UPDATE" and repeat.is_looped
        if saves and not any(query.failed for query in repeat.queries):
            column, fix = _saved(evidence, repeat)
            model = repeat.origin.relation
            said = "can write every row by itself" if ".update(" in f".{fix}" else "writes all the rows together"
            yield advise("save_in_loop", repeat, fix, (
                f"{repeat.where} saved {repeat.count:,} objects one by one, with one UPDATE each. "
                f"One statement {said}: `.{fix}` {_on(fix, model)}."
            ), relation=f"{model}.{column}" if column else model)


def _saved(evidence: Evidence, repeat: Repeat) -> tuple[str, str]:
    """The column that changes, and the fix."""
    hint = evidence.hint("save_in_loop", repeat.first)
    if hint:
        return hint.relation, hint.fix
    name = repeat.only_column_set
    return name, f'bulk_update(objects, ["{name or "..."}"])'


def _on(fix: str, model: str) -> str:
    if fix.startswith("bulk_update"):
        return f"of `{model}.objects`, after a loop that only changes the objects"
    return "on the query of the rows, instead of the loop"


def create_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """An INSERT for each pass of a loop. Where each is tried by itself, they cannot be made together."""
    for repeat in evidence.repeats:
        creates = repeat.kind in ("create", "save") and repeat.first.verb == "INSERT" and repeat.is_looped
        hint = evidence.hint("create_in_loop", repeat.first)
        tried = hint is not None and hint.detail == "try"
        if creates and not tried and not any(query.failed for query in repeat.queries):
            model = repeat.origin.relation
            fix = f"{model}.objects.{hint.fix if hint and hint.fix else 'bulk_create(objects)'}"
            yield advise("create_in_loop", repeat, fix, (
                f"{repeat.where} created {repeat.count:,} rows one by one, with one INSERT each. "
                f"`bulk_create()` sends all of them in one statement: `{fix}` (it calls no `save()`, sends no signals)."
            ))
