"""What an author may write in the fences of a lesson: predictions, quizzes, myths and samples; validated, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from course.domain.authoring.authored import Content, CurriculumId, FormulaText, Placed, Recorded, shortened
from course.domain.authoring.formula import parse_formula
from course.domain.exercise import Exercise


class Reason(Content):
    """An anticipated wrong number with why it is wrong."""

    answer: str
    because: str = Field(min_length=1)


def _reasons(value: object) -> object:
    """Let `wrong` be a mapping of number to reason."""
    if isinstance(value, Mapping):
        return tuple({"answer": answer, "because": because} for answer, because in value.items())
    return value


class Prediction(Placed):
    """A `predict` fence: how many queries? `answer` is the number on the base data; `formula` says why.

    formula: such as `1 + N`, checked on every variant with `N`, an ORM expression that counts.
    wrong: anticipated numbers, each with its own feedback.
    """

    kind: ClassVar[str] = "predict"

    curriculum: str = CurriculumId
    ask: str = Field(min_length=1)
    code: str = Field(min_length=1)
    answer: int = Field(ge=0)
    formula: FormulaText | None = None
    N: str | None = None
    because: str = Field(min_length=1)
    wrong: Annotated[tuple[Reason, ...], BeforeValidator(_reasons)] = ()

    @property
    def title(self) -> str:
        return shortened(self.ask)

    @model_validator(mode="after")
    def _consistent(self) -> Prediction:
        if self.formula is not None:
            formula = parse_formula(self.formula)
            if formula.uses_n and self.N is None:
                raise ValueError("`formula` names N, but there is no `N`: the ORM expression that counts it")
        if any(reason.answer.strip() == str(self.answer) for reason in self.wrong):
            raise ValueError(f"`wrong` lists {self.answer}, which is the right answer")
        return self


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
    because: str = ""


class Quiz(Placed):
    """A `quiz` fence: one right choice among several, each with its reason, and the runs that prove them."""

    kind: ClassVar[str] = "quiz"

    curriculum: str = CurriculumId
    ask: str = Field(min_length=1)
    code: str | None = None
    choices: tuple[Choice, ...] = Field(min_length=2)
    proofs: tuple[Proof, ...] = ()

    @property
    def title(self) -> str:
        return shortened(self.ask)

    @model_validator(mode="after")
    def _one_is_right(self) -> Quiz:
        right = sum(choice.right for choice in self.choices)
        if right != 1:
            raise ValueError(f"{right} choices are marked `right: true`; a quiz has exactly one")
        return self


class Myth(Placed):
    """A `myth` fence: a saying, whether it is true, and the runs that prove the verdict."""

    kind: ClassVar[str] = "myth"

    curriculum: str = CurriculumId
    claim: str = Field(min_length=1)
    true: bool = False
    because: str = Field(min_length=1)
    proofs: tuple[Proof, ...] = ()

    @property
    def title(self) -> str:
        return shortened(self.claim)


class Sample(Placed):
    """A `run` fence: code a reader may run and edit; `queries` and `output` (what it prints) are checked.

    One that `needs` a newer Django states them under `recorded`.
    """

    kind: ClassVar[str] = "run"
    records: ClassVar[frozenset[str]] = frozenset({"queries"})
    may_record: ClassVar[frozenset[str]] = frozenset({"output"})

    code: str = Field(min_length=1)
    queries: int | None = None
    output: str | None = None
    raises: str | None = None
    caption: str = ""

    @property
    def stated(self) -> Sample | Recorded:
        """Where its `queries` and `output` stand."""
        return self.recorded or self

    @model_validator(mode="after")
    def _states_once(self) -> Sample:
        if self.recorded and (self.queries is not None or self.output is not None):
            raise ValueError("a sample that is recorded states `queries` and `output` under `recorded` only")
        return self


Item = Exercise | Prediction | Quiz | Myth
