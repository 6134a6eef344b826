"""What an author may write in `exercise.yaml` and in the fences of a lesson; validated, frozen.

`course.content` reads the files and reports a ContentError with file, line and field.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CheckName = Literal[
    "returned_something", "same_result", "ordered", "database_state", "no_side_effects",
    "max_queries", "flat_growth", "rows_fetched", "columns_read",
]
WRONG_CHECKS = ("returned_something", "same_result", "ordered", "database_state", "no_side_effects")
SLOW_CHECKS = ("max_queries", "flat_growth", "rows_fetched", "columns_read")
Identifier = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
CurriculumId = Field(pattern=r"^[1-9]\.[1-9][a-z]$")


class Content(BaseModel):
    """Base of everything an author writes: unknown fields are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class Limits(Content):
    """Further checks of an exercise: most rows fetched, columns that may not be read."""

    rows_fetched: int | None = Field(default=None, ge=0)
    columns_not_read: tuple[str, ...] = ()


class WrongAnswer(Content):
    """How a `wrong_*.py` file must fail: on one check, or by raising one exception; and the hint it earns.

    queries: the statements it sends on the base data, stated so that `check_course` can prove it.
    """

    check: CheckName | None = None
    raises: str | None = None
    queries: str | None = None
    hint: str = Field(min_length=1)


class ExerciseFile(Content):
    """`exercise.yaml`. `budget` and `queries` are formulas such as `1` or `1 + N`; `N` is an ORM expression."""

    curriculum: str = CurriculumId
    title: str = Field(min_length=1, max_length=80)
    task: str = Field(min_length=1)
    style: Literal["write", "fix", "bug", "sql", "update"] = "write"
    dataset: str | None = None
    compare: Literal["value", "stdout", "database"] = "value"
    ordered: bool = False
    budget: str = "1"
    N: str | None = None
    growth: Literal["flat", "any"] = "flat"
    checks: Limits = Limits()
    hints: tuple[str, ...] = Field(min_length=1)
    wrong: dict[str, WrongAnswer] = Field(min_length=1)
    because: str = Field(min_length=1)


class AnswerFile(Content):
    """One of the learner programs beside `exercise.yaml`: `also_*.py` or `wrong_*.py`."""

    name: str
    code: str


class Exercise(ExerciseFile):
    """An exercise ready for use: the file's fields, its id and lesson, and the programs beside it."""

    id: str = Identifier
    lesson: str
    dataset: str
    path: str
    starter: str
    solution: str
    also: tuple[AnswerFile, ...] = ()
    wrong_answers: tuple[AnswerFile, ...] = ()


class Reason(Content):
    """A choice, or an anticipated wrong number, with why it is right or wrong."""

    answer: str
    because: str = Field(min_length=1)


class Prediction(Content):
    """A `predict` fence: how many queries? `answer` is the number on the base data; `formula` says why.

    formula: such as `1 + N`, checked on every variant with `N`, an ORM expression that counts.
    wrong: anticipated numbers, each with its own feedback.
    """

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""
    curriculum: str = CurriculumId
    ask: str = Field(min_length=1)
    code: str = Field(min_length=1)
    answer: int = Field(ge=0)
    formula: str | None = None
    N: str | None = None
    because: str = Field(min_length=1)
    wrong: tuple[Reason, ...] = ()


class Proof(Content):
    """Code whose outcome backs a claim: `shows` is the repr of its value, `raises` an exception, `queries` a count."""

    code: str = Field(min_length=1)
    shows: str | None = None
    raises: str | None = None
    queries: int | None = None


class Choice(Content):
    """One choice of a quiz."""

    text: str = Field(min_length=1)
    right: bool = False
    because: str = Field(min_length=1)


class Quiz(Content):
    """A `quiz` fence: one right choice among several, each with its reason, and the runs that prove them."""

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""
    curriculum: str = CurriculumId
    ask: str = Field(min_length=1)
    code: str | None = None
    choices: tuple[Choice, ...] = Field(min_length=2)
    proofs: tuple[Proof, ...] = ()


class Myth(Content):
    """A `myth` fence: a saying, whether it is true, and the runs that prove the verdict."""

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""
    curriculum: str = CurriculumId
    claim: str = Field(min_length=1)
    true: bool = False
    because: str = Field(min_length=1)
    proofs: tuple[Proof, ...] = Field(min_length=1)


class Sample(Content):
    """A `run` fence: code a reader may run and edit; `queries` and `output` (what it prints) are checked."""

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""
    code: str = Field(min_length=1)
    queries: int | None = None
    output: str | None = None
    raises: str | None = None
    caption: str = ""


Item = Exercise | Prediction | Quiz | Myth
