"""Why a wrong answer is no longer found out: what gave it away on the live data, and is missing in the new."""

from __future__ import annotations

from collections import Counter
from typing import Any

from course.domain.answers import Answer, answer_of, state_key
from course.domain.exercise import SLOW_CHECKS, AnswerFile, Exercise
from course.domain.run import DataImage, RunStatus, Variant
from course.domain.words import queries_sent
from course.evaluation import BrokenExercise, trial_on, variant_of

LOOKED_AT: tuple[Variant, ...] = ("base", "hidden", "scale-2")
LONGEST_ROW = 120
NOT_THERE_EITHER = "the live data does not find it out either: look at the exercise, not at the data"


def witness(exercise: Exercise, file: AnswerFile, live: DataImage, new: DataImage) -> str:
    """The row, or the number of queries, that told this wrong answer from the right one on the live version.

    It says so where nothing does there either. Raises SandboxUnavailable, SandboxBusy.
    """
    try:
        if exercise.wrong[file.name].check in SLOW_CHECKS:
            return _by_count(exercise, file, live, new)
        told = (_by_rows(exercise, file, variant_of(live, variant)) for variant in LOOKED_AT)
        return next(filter(None, told), NOT_THERE_EITHER)
    except BrokenExercise:
        return ""


def _by_count(exercise: Exercise, file: AnswerFile, live: DataImage, new: DataImage) -> str:
    before, now = (trial_on(exercise, file.code, variant_of(image, "base")).run.query_count for image in (live, new))
    return (
        f"on the live data it sends {queries_sent(before)}, on this version {queries_sent(now)}: "
        "too few rows hang on the ones it loops over"
    ) if before != now else NOT_THERE_EITHER


def _by_rows(exercise: Exercise, file: AnswerFile, live: DataImage) -> str:
    trial = trial_on(exercise, file.code, live)
    if trial.run.status is not RunStatus.OK:
        return ""
    if exercise.compare == "database":
        return _by_tables(trial.reference.table_rows, trial.run.table_rows, live)
    right, wrong = answer_of(exercise, trial.reference), answer_of(exercise, trial.run)
    lacking, extra = _only_in(right, wrong), _only_in(wrong, right)
    where = f"on the live data ({live.variant})"
    if lacking:
        return f"{where} the right answer has {_row(lacking[0])} and this one has not; this version has no such row"
    if extra:
        return f"{where} this answer has {_row(extra[0])} too much; this version has no such row"
    if exercise.ordered and right.keys != wrong.keys:
        return f"{where} its rows stand in another order; on this version they happen to agree"
    return ""


def _by_tables(right: Any, wrong: Any, live: DataImage) -> str:
    if state_key(right) == state_key(wrong):
        return ""
    return f"on the live data ({live.variant}) it leaves other rows than the right answer; here it does not"


def _only_in(one: Answer, other: Answer) -> list[Any]:
    """The items that `one` has more often."""
    left = Counter(other.keys)
    found = []
    for item, key in zip(one.items, one.keys, strict=True):
        left[key] -= 1
        if left[key] < 0:
            found.append(item)
    return found


def _row(item: Any) -> str:
    """An item as an instructor reads it: `Zoe, 0`, or `Post 17`."""
    text = ", ".join(map(_value, item)) if isinstance(item, list) else _value(item)
    return f"“{text if len(text) <= LONGEST_ROW else f'{text[:LONGEST_ROW]}…'}”"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(part)}" for name, part in value.items())
    return ", ".join(map(_value, value)) if isinstance(value, list) else str(value)
