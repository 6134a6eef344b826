"""grade(): from a learner's runs and the reference's runs to a verdict. Pure; every message is for a person.

A check on another variant than the base data names what differed in kind, never a row of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from course.domain import sql
from course.domain.exercise import WRONG_CHECKS, Exercise
from course.domain.grading import Check, CheckResult, GrowthPoint, RowDifference, TableDifference, Verdict
from course.domain.run import SCALES, RunResult, RunStatus
from course.domain.verdict import words
from course.domain.verdict.answers import Answer, Comparison, answer_of, compare, state_key
from course.domain.verdict.difference import row_difference
from course.domain.verdict.table_difference import table_difference

RAISED = (RunStatus.ERROR, RunStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Trial:
    """One variant: the learner's run, the reference's run, and the most queries allowed there."""

    run: RunResult
    reference: RunResult
    budget: int

    @property
    def variant(self) -> str:
        return self.run.image.variant

    @property
    def is_base(self) -> bool:
        return self.variant == "base"

    @property
    def finished(self) -> bool:
        return self.run.status is RunStatus.OK


Trials = Sequence[Trial]
Examiner = Callable[[Exercise, Trials], Iterator[Check]]


def grade(exercise: Exercise, trials: Trials, hint: str = "") -> CheckResult:
    """The grade of one answer. `trials[0]` is the base data; where it did not finish, it is the only one needed."""
    base = trials[0]
    checks = tuple(check for examine in EXAMINERS for check in examine(exercise, trials)) if base.finished \
        else (Check("returned_something", False, "base", words.stopped(base.run)),)
    growth = growth_of(trials)
    return CheckResult(
        exercise=exercise.id,
        verdict=_verdict(base.run, checks),
        checks=checks,
        query_count=base.run.query_count,
        budget=base.budget,
        growth=growth,
        growth_verdict=growth_verdict(growth),
        hint=hint,
        run=base.run,
        difference=_difference(exercise, base) if base.finished else None,
        tables=_tables(exercise, base) if base.finished else None,
    )


def _verdict(run: RunResult, checks: Sequence[Check]) -> Verdict:
    failed = {check.name for check in checks if not check.passed}
    if run.status is not RunStatus.OK:
        return Verdict.ERROR if run.status in RAISED else Verdict.LIMIT
    if failed.intersection(WRONG_CHECKS):
        return Verdict.WRONG
    return Verdict.SLOW if failed else Verdict.PASSED


def first_failure(checks: Sequence[Check]) -> str:
    """The name of the first failing check on data that the learner sees, or ""; growth is seen, too."""
    seen = (one for one in checks if one.variant == "base" or one.name == "flat_growth")
    return next((one.name for one in seen if not one.passed), "")


def returned_something(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    base = trials[0]
    kinds = {answer_of(exercise, run).kind for run in (base.run, base.reference)}
    writes = exercise.compare == "database"
    nothing_is_right = not base.reference.tables_changed if writes else kinds == {"none"}
    if nothing_is_right:  # then doing nothing must not do: whoever was to look has to have looked
        asked = base.run.query_count > 0 or base.reference.query_count == 0
        yield Check("returned_something", asked, "base", words.asked(asked))
    elif not writes:
        given = answer_of(exercise, base.run).kind != "none"
        message = words.something(exercise.compare) if given else words.nothing(exercise.compare, base.run)
        yield Check("returned_something", given, "base", message)


def same_result(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    if exercise.compare == "database":
        return
    base_is_right = False
    for trial in trials:
        given, expected = answer_of(exercise, trial.run), answer_of(exercise, trial.reference)
        if trial.is_base and given.kind == "none" != expected.kind:
            continue
        if not trial.finished:
            yield from _raised_elsewhere("same_result", trial)
            continue
        found = compare(given.keys, expected.keys)
        passed = given.kind == expected.kind and found.same_items
        base_is_right = base_is_right or (passed and trial.is_base)
        yield Check("same_result", passed, trial.variant, _result_words(trial, given, expected, found, base_is_right))


def _result_words(trial: Trial, given: Answer, expected: Answer, found: Comparison, base_is_right: bool) -> str:
    if given.kind == expected.kind and found.same_items:
        return words.right(expected) if trial.is_base else words.right_elsewhere(trial.variant)
    if trial.is_base:
        return words.wrong_result(given, expected, found)
    return words.wrong_elsewhere(trial.variant, found, base_is_right)


def _raised_elsewhere(name: str, trial: Trial) -> Iterator[Check]:
    if trial.run.status in RAISED:
        yield Check(name, False, trial.variant, words.raised_elsewhere(trial.variant, trial.run))


def ordered(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    if not exercise.ordered or exercise.compare == "database":
        return
    for trial in trials:
        given, expected = answer_of(exercise, trial.run), answer_of(exercise, trial.reference)
        found = compare(given.keys, expected.keys)
        if trial.finished and given.kind == expected.kind == "items" and found.same_items:
            yield Check("ordered", found.in_order, trial.variant, words.order(trial.variant, found.in_order))


def database_state(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    for trial in trials if exercise.compare == "database" else ():
        if not trial.finished:
            yield from _raised_elsewhere("database_state", trial)
            continue
        same = state_key(trial.run.table_rows) == state_key(trial.reference.table_rows)
        yield Check("database_state", same, trial.variant, words.state(trial.variant, same, trial.run, trial.reference))


def no_side_effects(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    for trial in trials if exercise.compare != "database" else ():
        if trial.reference.tables_changed:
            continue  # the task asks for a write, and for a value after it
        changed = bool(trial.run.tables_changed)
        if trial.is_base or (changed and trial.finished):
            yield Check("no_side_effects", not changed, trial.variant, words.side_effects(trial.variant, trial.run))


def max_queries(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    for trial in trials:
        if trial.run.status in RAISED:
            continue
        passed = trial.finished and trial.run.query_count <= trial.budget
        yield Check("max_queries", passed, trial.variant, words.queries(trial.variant, trial.run, trial.budget))


def flat_growth(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    points = growth_of(trials)
    if exercise.growth == "flat" and len(points) > 1:
        flat = growth_verdict(points) == "constant"
        yield Check("flat_growth", flat, SCALES[points[-1].scale], words.growth(points, flat))


def rows_fetched(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    most = exercise.checks.rows_fetched
    if most is not None:
        fetched = sql.rows_fetched(trials[0].run.queries)
        yield Check("rows_fetched", fetched <= most, "base", words.fetched(fetched, most))


def columns_read(exercise: Exercise, trials: Trials) -> Iterator[Check]:
    unwanted = exercise.checks.columns_not_read
    if unwanted:
        asked = {query.sql for query in trials[0].run.queries if not sql.is_write(query.sql)}
        read = [name for name in unwanted if any(sql.reads_column(one, name) for one in asked)]
        yield Check("columns_read", not read, "base", words.columns(read, unwanted))


EXAMINERS: tuple[Examiner, ...] = (
    returned_something, same_result, ordered, database_state, no_side_effects,
    max_queries, flat_growth, rows_fetched, columns_read,
)


def growth_of(trials: Trials) -> tuple[GrowthPoint, ...]:
    """Statements at each scale of the data (the hidden variant is no scale)."""
    return tuple(
        GrowthPoint(trial.run.image.scale, trial.run.query_count)
        for trial in trials if trial.finished and trial.variant != "hidden"
    )


def growth_verdict(points: Sequence[GrowthPoint]) -> str:
    """ "constant", "linear" or "superlinear" from the first scale to the last; "unknown" with one scale only."""
    if len(points) < 2:
        return "unknown"
    first, last = points[0], points[-1]
    if last.queries <= first.queries:
        return "constant"
    return "linear" if last.queries * first.scale <= first.queries * last.scale else "superlinear"


def _difference(exercise: Exercise, base: Trial) -> RowDifference | None:
    """None where there are no rows to set side by side, or where they are the same."""
    given, expected = answer_of(exercise, base.run), answer_of(exercise, base.reference)
    found = compare(given.keys, expected.keys)
    comparable = exercise.compare != "database" and given.kind == expected.kind == "items"
    same = found.in_order or (found.same_items and not exercise.ordered)
    if same or not comparable or words.shape_words(given, expected):
        return None
    return row_difference(given, base.run, expected, base.reference, found, exercise.compare == "stdout")


def _tables(exercise: Exercise, base: Trial) -> TableDifference | None:
    """None where tables are not compared, or end up as they should."""
    if exercise.compare != "database" or state_key(base.run.table_rows) == state_key(base.reference.table_rows):
        return None
    return table_difference(base.run, base.reference)
