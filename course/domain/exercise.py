"""What an author may write in `exercise.yaml`; validated, frozen. `course.domain.items` has what stands in fences.

`course.content` reads the files and reports each mistake with file, line and field. Much may be left out here;
what our own course must have besides is asked for by `course.content.whole` where `course.yaml` says `strict`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from course.domain.authoring.authored import Content, CurriculumId, FormulaText, Placed, Texts
from course.domain.authoring.formula import parse_formula

CheckName = Literal[
    "returned_something", "same_result", "ordered", "database_state", "no_side_effects",
    "max_queries", "flat_growth", "rows_fetched", "columns_read",
]
WRONG_CHECKS = ("returned_something", "same_result", "ordered", "database_state", "no_side_effects")
SLOW_CHECKS = ("max_queries", "flat_growth", "rows_fetched", "columns_read")
# Checks that every exercise gets, so naming one in `checks` changes nothing.
ALWAYS_CHECKED = ("returned_something", "same_result", "no_side_effects")
GROWTH_WORDS = {"constant": "flat", "flat": "flat", "linear": "any", "any": "any"}


def _growth(word: object) -> object:
    return GROWTH_WORDS.get(word, word) if isinstance(word, str) else word


Growth = Annotated[Literal["flat", "any"], BeforeValidator(_growth)]


class Limits(Content):
    """Further checks of an exercise: most rows fetched, columns that may not be read (`table.column` or `column`)."""

    rows_fetched: int | None = Field(default=None, ge=0)
    columns_not_read: Texts = ()


class WrongAnswer(Content):
    """How a `wrong_*.py` file must fail: on one check, or by raising one exception; and the hint it earns.

    queries: the statements it sends on the base data, stated so that `check_course` can prove it.
    """

    check: CheckName | None = None
    raises: str | None = None
    queries: FormulaText | None = None
    hint: str = Field(min_length=1)

    @model_validator(mode="after")
    def _fails_in_one_way(self) -> WrongAnswer:
        if (self.check is None) == (self.raises is None):
            raise ValueError("name either the check it fails (`check`) or the exception it raises (`raises`)")
        return self


def _by_name(checks: Iterable[object]) -> dict[str, Any]:
    """A list of check names, and of limits with their numbers, as one mapping."""
    named: dict[str, Any] = {}
    for check in checks:
        named.update(check if isinstance(check, dict) else {str(check): True})
    return named


def _merge_checks(fields: dict[str, Any]) -> dict[str, Any]:
    """Let `checks` be a list of check names, or hold names beside limits; each name sets the field it stands for.

    A name that is no check stays in `checks`, so that validation reports it at its place.
    """
    checks = fields.get("checks")
    if isinstance(checks, list | tuple):
        checks = _by_name(checks)
    if not isinstance(checks, Mapping):
        return fields
    rest = dict(checks)
    for name in ALWAYS_CHECKED:
        if rest.get(name) is True:
            del rest[name]
    if "max_queries" in rest and rest["max_queries"] is not True:
        fields.setdefault("budget", rest["max_queries"])
    if rest.get("flat_growth") in (True, False):
        fields.setdefault("growth", "flat" if rest["flat_growth"] else "any")
    if rest.get("ordered") in (True, False):
        fields.setdefault("ordered", rest["ordered"])
    if rest.get("database_state") is True:
        fields.setdefault("compare", "database")
    for name in ("max_queries", "flat_growth", "ordered", "database_state"):
        rest.pop(name, None)
    return {**fields, "checks": rest}


def _wrong_by_file(fields: dict[str, Any]) -> dict[str, Any]:
    """Let `wrong` name its files without `.py`, or be a list of entries with a `file`."""
    wrong = fields.get("wrong")
    if isinstance(wrong, list) and all(isinstance(entry, dict) and "file" in entry for entry in wrong):
        wrong = {str(entry["file"]): {k: v for k, v in entry.items() if k != "file"} for entry in wrong}
    if not isinstance(wrong, Mapping):
        return fields
    return {**fields, "wrong": {name if name.endswith(".py") else f"{name}.py": how for name, how in wrong.items()}}


class ExerciseFile(Content):
    """`exercise.yaml`. `budget` and `queries` are formulas such as `1` or `1 + N`; `N` is an ORM expression.

    growth: `flat` (or `constant`): the count may not grow with the data; `any` (or `linear`): it may. Left out,
    it is `any` where the budget names N, else `flat`.
    checks: limits (`rows_fetched`, `columns_not_read`), or a list of check names.
    """

    curriculum: str = CurriculumId
    title: str = Field(min_length=1, max_length=120)
    task: str = Field(min_length=1)
    style: Literal["write", "fix", "bug", "sql", "update"] = "write"
    dataset: str | None = None
    compare: Literal["value", "stdout", "database"] = "value"
    ordered: bool = False
    budget: FormulaText = "1"
    N: str | None = None
    growth: Growth = "flat"
    checks: Limits = Limits()
    hints: Texts = ()
    wrong: dict[str, WrongAnswer] = Field(default_factory=dict)
    because: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        fields = _wrong_by_file(_merge_checks(dict(fields)))
        if "N" in str(fields.get("budget", "")):
            fields.setdefault("growth", "any")
        return fields

    @model_validator(mode="after")
    def _n_is_given(self) -> ExerciseFile:
        formulas = [self.budget, *(answer.queries or "1" for answer in self.wrong.values())]
        if self.N is None and any(parse_formula(formula).uses_n for formula in formulas):
            raise ValueError("a formula names N, but there is no `N`: the ORM expression that counts it")
        return self


class AnswerFile(Content):
    """One of the learner programs beside `exercise.yaml`: `also_*.py` or `wrong_*.py`."""

    name: str
    code: str


class Exercise(Placed, ExerciseFile):
    """An exercise ready for use: the file's fields, its id and lesson, and the programs beside it."""

    kind: ClassVar[str] = "exercise"
    records: ClassVar[frozenset[str]] = frozenset({"queries"})

    dataset: str = ""
    starter: str
    solution: str
    also: tuple[AnswerFile, ...] = ()
    wrong_answers: tuple[AnswerFile, ...] = ()

    def file(self, name: str) -> str:
        """The path of a program beside `exercise.yaml`, such as `solution.py`."""
        return str(PurePath(self.path).with_name(name))
