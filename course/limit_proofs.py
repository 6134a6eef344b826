"""Proves that the limits of an exercise are exact: a budget that no right answer needs lets slower answers pass.

Asked of a strict course only; elsewhere an author may leave room.
"""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.authoring.formula import parse_formula
from course.domain.exercise import Exercise
from course.domain.problem import Problem
from course.domain.run import DataImage, RunResult, RunStatus
from course.domain.sql import rows_fetched
from course.domain.verdict.words import queries_sent
from course.evaluation import VARIANTS, BrokenExercise, formula_value, keeps_rows, known_run, variant_of

COLUMNS = """
from django.apps import apps
sorted(f"{model._meta.db_table}.{field.column}" for model in apps.get_models() for field in model._meta.concrete_fields)
"""


def prove_limits(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    """Each limit that no right answer needs. Raises SandboxUnavailable, SandboxBusy.

    Nothing where a program does not even run: `prove_exercise` says so.
    """
    try:
        yield from _prove_limits(exercise, image)
    except BrokenExercise:
        return


def _prove_limits(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    programs = (exercise.solution, *(file.code for file in exercise.also))
    on_base = [known_run(code, variant_of(image, "base"), keeps_rows(exercise)) for code in programs]
    if any(run.status is not RunStatus.OK for run in on_base):
        return
    yield from _prove_budget(exercise, on_base, image)
    yield from _prove_growth(exercise, programs, on_base, image)
    yield from _prove_rows(exercise, on_base)
    yield from _prove_columns(exercise, image)


def _prove_budget(exercise: Exercise, on_base: list[RunResult], image: DataImage) -> Iterator[Problem]:
    """Some right answer sends as many queries as the budget allows; where the budget names N, on each variant."""
    most = max(run.query_count for run in on_base)
    for variant in VARIANTS:
        there = variant_of(image, variant)
        sent = most if variant == "base" else known_run(exercise.solution, there, keeps_rows(exercise)).query_count
        budget = formula_value(exercise.budget, exercise.N, there)
        if sent < budget and (variant == "base" or parse_formula(exercise.budget).uses_n):
            what = f"no right answer sends more than {queries_sent(sent)} on {variant}, the budget there is {budget}"
            yield Problem(exercise.path, exercise.line_of("budget"), what, "lower `budget`, or add an also_….py")
            return


def _prove_growth(
    exercise: Exercise, programs: tuple[str, ...], on_base: list[RunResult], image: DataImage
) -> Iterator[Problem]:
    """Where the number of queries may grow with the data, that of some right answer does."""
    if exercise.growth == "flat":
        return
    four = variant_of(image, "scale-4")
    grown = [known_run(code, four, keeps_rows(exercise)).query_count for code in programs]
    if grown == [run.query_count for run in on_base]:
        what = "the queries of no right answer grow with the data, `growth` allows it"
        line = exercise.lines.get("growth") or exercise.line_of("budget")
        yield Problem(exercise.path, line, what, "write `growth: flat`")


def _prove_rows(exercise: Exercise, on_base: list[RunResult]) -> Iterator[Problem]:
    limit = exercise.checks.rows_fetched
    most = max(rows_fetched(run.queries) for run in on_base)
    if limit is not None and most < limit:
        what = f"no right answer fetches more than {most} rows, `rows_fetched` allows {limit}"
        remedy = "lower `rows_fetched`, or add an also_….py"
        yield Problem(exercise.path, exercise.line_of("checks", "rows_fetched"), what, remedy)


def _prove_columns(exercise: Exercise, image: DataImage) -> Iterator[Problem]:
    """A misspelt column is read by nobody, so the limit would hold for every answer."""
    for place, name in enumerate(exercise.checks.columns_not_read):
        known = known_run(COLUMNS, variant_of(image, "base")).answer["items"]
        if not any(column == name or column.endswith(f".{name}") for column in known):
            line = exercise.line_of("checks", "columns_not_read", place)
            yield Problem(exercise.path, line, f"no model has the column `{name}`", "write it as table.column")
