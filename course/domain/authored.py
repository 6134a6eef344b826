"""What all that an author writes has in common: frozen, strict about names, aware of its place in the files."""

from __future__ import annotations

import textwrap
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from course.domain.formula import parse_formula

Identifier = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)
CurriculumId = Field(default="", pattern=r"^([1-9]\.[1-9][a-z])?$")


def _formula(text: str) -> str:
    parse_formula(text)
    return text


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


FormulaText = Annotated[str, AfterValidator(_formula)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Content(BaseModel):
    """Base of everything an author writes: unknown fields are mistakes, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False, coerce_numbers_to_str=True)


class Located(Content):
    """What knows where its author wrote it.

    path: the file its fields stand in; line: where they begin; lines: dotted field path -> line in that file.
    """

    path: str = ""
    line: int = 1
    lines: dict[str, int] = Field(default_factory=dict, repr=False)

    def line_of(self, *field: str | int) -> int:
        """The line of a field such as `("wrong", "wrong_naive.py", "hint")`, or of the nearest part that is there."""
        for length in range(len(field), 0, -1):
            line = self.lines.get(".".join(str(part) for part in field[:length]))
            if line is not None:
                return line
        return self.line


class Placed(Located):
    """What stands in a lesson: its id, lesson and dataset."""

    kind: ClassVar[str]

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""


def shortened(text: str) -> str:
    """An item's title where its author gave none: the beginning of what it asks."""
    return textwrap.shorten(text, 80, placeholder=" …")
