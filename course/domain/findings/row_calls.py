"""Rows that a loop updates or deletes one by one, each by a call of its own."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import LEAST_REPEATS, Repeat
from course.domain.run import Hint


def update_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """An `update()` of one row in each pass of a loop."""
    for repeat in evidence.repeats:
        hint = evidence.hint("save_in_loop", repeat.first)
        if repeat.method != "update" or not _may_go_together(repeat, hint) or not (repeat.is_looped and repeat.row_key):
            continue
        column = repeat.only_column_set
        bulk = f'bulk_update(objects, ["{column or "..."}"])' if repeat.sets_others else ""
        fix = hint.fix if hint and hint.fix else bulk or _together(repeat, repeat.row_key, "update(...)")
        relation = f"{repeat.relation}.{column}" if column and not repeat.accessor else repeat.relation
        yield advise("save_in_loop", repeat, fix, (
            f"{repeat.where} sent {repeat.count:,} UPDATE statements, each for one value of `{repeat.row_key}`. "
            f"One statement can write all of these rows: {_in_words(fix)}."
        ), relation=relation)


def delete_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A `delete()` in each pass of a loop, of an object or of a QuerySet, with all that hangs on it."""
    for repeat in evidence.repeats:
        hint = evidence.hint("delete_in_loop", repeat.first)
        passes = _passes(repeat) if repeat.method == "delete" and _may_go_together(repeat, hint) else None
        if passes is None or not passes.is_looped:
            continue
        of_object = repeat.kind == "delete"
        fix = hint.fix if hint and hint.fix else _together(repeat, "pk" if of_object else passes.row_key, "delete()")
        own = " (a `delete()` of the model's own is not called then)" if of_object else ""
        yield advise("delete_in_loop", repeat, fix, (
            f"{repeat.where} called `delete()` {passes.count:,} times, which sent {repeat.count:,} statements. "
            f"One call can delete all of these rows, and what hangs on them: {_in_words(fix)}{own}."
        ))


def _may_go_together(repeat: Repeat, hint: Hint | None) -> bool:
    """Rows of a model; not where a pass waits for what the call raises, or goes by what it gives back."""
    is_needed = hint is not None and hint.detail == "kept"
    return bool(repeat.relation) and not is_needed and not any(query.failed for query in repeat.queries)


def _passes(repeat: Repeat) -> Repeat | None:
    """Of all that the calls sent, the statements that each of them sent once."""
    for group in dict.fromkeys(query.group for query in repeat.queries):
        pairs = [pair for pair in zip(repeat.queries, repeat.places, strict=True) if pair[0].group == group]
        found = Repeat(*zip(*pairs, strict=True))
        if found.count >= LEAST_REPEATS and found.row_key:
            return found
    return None


def _together(repeat: Repeat, key: str, call: str) -> str:
    rows = "" if repeat.accessor else f"{repeat.relation}.objects."
    return f"{rows}filter({key}__in={'keys' if key == 'pk' else 'values'}).{call}"


def _in_words(fix: str) -> str:
    """The fix, and where it goes."""
    if fix.startswith("bulk_update"):
        return f"`.{fix}`, after a loop that only changes the objects"
    if fix[:1].isupper():
        return f"`{fix}`, once for all of them"
    return f"`.{fix}` on the query of the rows, instead of the loop"
