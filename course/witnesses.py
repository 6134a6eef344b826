"""Why a wrong answer is no longer found out: what gave it away on the live data, and is missing in the new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from course.domain.exercise import SLOW_CHECKS, AnswerFile, Exercise
from course.domain.grading import StoredCell
from course.domain.run import DataImage, RunStatus, Variant
from course.domain.verdict.answers import Answer, answer_of, outcome_key, state_key
from course.domain.verdict.judge import Trial
from course.domain.verdict.table_difference import table_difference
from course.domain.verdict.words import queries_sent
from course.evaluation import BrokenExercise, reference_run, trial_on, variant_of

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


def lost_on_hidden(exercise: Exercise, live: DataImage, new: DataImage) -> Iterator[tuple[str, str]]:
    """Wrong answers (files) that the live version's hidden data tells from the right one and the new one's does not.

    Each with the row that told it; "" stands for an answer written down by hand. Raises as `witness` does.
    """
    try:
        for file in exercise.wrong_answers:
            check = exercise.wrong[file.name].check
            if check and check not in SLOW_CHECKS and not _tells(exercise, file.code, variant_of(new, "hidden")):
                row = _by_rows(exercise, file, variant_of(live, "hidden"))
                if row:
                    yield file.name, row
        if _is_same_everywhere(exercise, new) and not _is_same_everywhere(exercise, live):
            yield "", "on the live data the two results differ"
    except BrokenExercise:
        return


def _tells(exercise: Exercise, code: str, image: DataImage) -> bool:
    trial = trial_on(exercise, code, image)
    return not trial.finished or outcome_key(exercise, trial.run) != outcome_key(exercise, trial.reference)


def _is_same_everywhere(exercise: Exercise, image: DataImage) -> bool:
    """Whether the right result on the hidden data is that of the base data."""
    base, hidden = (reference_run(exercise, variant_of(image, variant)) for variant in ("base", "hidden"))
    return outcome_key(exercise, base) == outcome_key(exercise, hidden)


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
        return _by_tables(trial, live)
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


def _by_tables(trial: Trial, live: DataImage) -> str:
    if state_key(trial.reference.table_rows) == state_key(trial.run.table_rows):
        return ""
    found = table_difference(trial.run, trial.reference).rows
    where = f"on the live data ({live.variant})"
    if not found:
        return f"{where} it leaves other rows than the right answer; here it does not"
    told = found[0].text[0].lower() + found[0].text[1:].rstrip(".")
    return f"{where} {told}: {_row([_cell(cell) for cell in found[0].cells])}; this version has no such row"


def _cell(cell: StoredCell) -> str:
    """A column and what stood there, or would stand there."""
    return f"{cell.column} {cell.before or cell.expected or cell.given}"


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
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if not isinstance(value, dict):
        return str(value)
    if value.get("$") == "model":
        return f"{str(value.get('model')).rpartition('.')[2]} {value.get('pk')}"
    pairs = value["items"] if value.get("$") == "dict" else ()
    return ", ".join(f"{_value(name)} {_value(part)}" for name, part in pairs) or str(value.get("text", ""))
