"""Runs an answer on one version of the data beside the reference, and grades it. Stores nothing, asks no database.

The programs an author wrote (solutions, wrong answers, the expressions behind N) run once for each version of the data
and are remembered by their text, so a correction of a lesson needs no clearing of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from typing import get_args

from course.domain.authoring.formula import parse_formula
from course.domain.exercise import Exercise
from course.domain.grading import CheckResult
from course.domain.report import explained
from course.domain.run import DataImage, RunRequest, RunResult, RunStatus, RunValue, Variant
from course.domain.verdict.hints import Behaviour, behaviour_of, same_behaviour, same_program
from course.domain.verdict.judge import Trial, first_failure, grade
from course.sandbox import pool

FURTHER_VARIANTS: tuple[Variant, ...] = ("scale-2", "hidden")
VARIANTS: tuple[Variant, ...] = get_args(Variant)
N_REMEDY = "give an expression that counts, such as Post.objects.count()"


class BrokenExercise(Exception):
    """A program of the author's did not do what grading needs of it, so nobody can be graded.

    `message` is for the author, not for learners.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def evaluate_on(
    exercise: Exercise, code: str, image: DataImage, further: Sequence[Variant] = FURTHER_VARIANTS
) -> CheckResult:
    """The grade of `code` on the base data and `further` variants of the version of `image`.

    Where the base run raises or is stopped, the others are not run. Raises BrokenExercise, SandboxUnavailable,
    SandboxBusy.
    """
    base = trial_on(exercise, code, variant_of(image, "base"))
    others = side_by_side(exercise, code, [variant_of(image, variant) for variant in further]) if base.finished else []
    graded = grade(exercise, [base, *others])
    hint = "" if graded.passed else hint_for(exercise, code, graded)
    return replace(graded, hint=hint, run=explained(graded.run))


def side_by_side(exercise: Exercise, code: str, images: Sequence[DataImage]) -> list[Trial]:
    """The trials on several images at once: each run has processes of its own. Raises as `evaluate_on` does."""
    if not images:
        return []
    with ThreadPoolExecutor(len(images)) as threads:
        return list(threads.map(partial(trial_on, exercise, code), images))


def variant_of(image: DataImage, variant: Variant) -> DataImage:
    return replace(image, variant=variant)


def trial_on(exercise: Exercise, code: str, image: DataImage) -> Trial:
    """One run of `code` beside the reference. Raises as `evaluate_on` does."""
    reference = reference_run(exercise, image)
    run = pool.run(RunRequest(code, image, keeps_rows(exercise)))
    return Trial(run, reference, formula_value(exercise.budget, exercise.N, image))


def keeps_rows(exercise: Exercise) -> bool:
    return exercise.compare == "database"


def reference_run(exercise: Exercise, image: DataImage) -> RunResult:
    """The solution's run. Raises BrokenExercise when it raised or was stopped."""
    run = known_run(exercise.solution, image, keeps_rows(exercise))
    if run.status is not RunStatus.OK:
        raise BrokenExercise(f"the solution of {exercise.id} ends with {outcome_words(run)} on {image.variant}")
    return run


@lru_cache(maxsize=512)
def known_run(code: str, image: DataImage, keep_table_rows: bool = False) -> RunResult:
    """The run of an author's program, remembered. Raises BrokenExercise, which is not remembered, at a limit."""
    run = pool.run(RunRequest(code, image, keep_table_rows))
    if run.status not in (RunStatus.OK, RunStatus.ERROR):
        raise BrokenExercise(f"a program of the lesson ends with {outcome_words(run)} on {image.variant}")
    # Only the base data is ever shown or compared statement by statement.
    return run if image.variant == "base" else replace(run, queries=(), value=_without_rows(run.value))


def _without_rows(value: RunValue) -> RunValue:
    return replace(value, rows=(), columns=()) if value.kind == "rows" else value


def outcome_words(run: RunResult) -> str:
    """How a run ended, for an author: `FieldError: …`, or the limit's name."""
    return f"{run.error.type}: {run.error.message}" if run.error else f"status {run.status.value}"


def raised(run: RunResult, name: str) -> bool:
    """Whether the run ended with the exception of that name."""
    return run.error is not None and run.error.type.rpartition(".")[2] == name.rpartition(".")[2]


def formula_value(formula: str, n_expression: str | None, image: DataImage) -> int:
    """The value of `1 + N` there, with N counted in the jail. Raises BrokenExercise when N is no whole number."""
    parsed = parse_formula(formula)
    return parsed.value(count_n(n_expression, image) if parsed.uses_n and n_expression else None)


def count_n(expression: str, image: DataImage) -> int:
    """What the ORM expression counts there. Raises BrokenExercise when that is no whole number."""
    run = known_run(expression, image)
    answer = run.answer if isinstance(run.answer, dict) else {}
    number = answer.get("item")
    if run.status is not RunStatus.OK or type(number) is not int:
        what = run.value.text or outcome_words(run)
        raise BrokenExercise(f"N, `{expression.strip()}`, must be a whole number; on {image.variant} it is {what}")
    return number


def hint_for(exercise: Exercise, code: str, graded: CheckResult) -> str:
    """The hint of the known wrong answer that `code` is, by its text or by what it does; else ""."""
    name = same_program(exercise, code) or _same_doing(exercise, graded)
    return exercise.wrong[name].hint if name in exercise.wrong else ""


def _same_doing(exercise: Exercise, graded: CheckResult) -> str:
    check = first_failure(graded.checks)
    if not check:  # right on everything the learner sees: no known wrong answer is
        return ""
    return same_behaviour(behaviour_of(exercise, check, graded.run), known_behaviours(exercise, graded.run.image))


def known_behaviours(exercise: Exercise, image: DataImage) -> dict[str, Behaviour]:
    """What each wrong answer does on the base data, by file; those that a limit stops are left out."""
    found = {}
    for file in exercise.wrong_answers:
        try:
            run = known_run(file.code, image, keeps_rows(exercise))
        except BrokenExercise:
            continue
        if file.name in exercise.wrong:
            found[file.name] = behaviour_of(exercise, exercise.wrong[file.name].check or "", run)
    return found
