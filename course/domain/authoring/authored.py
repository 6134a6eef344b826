"""What all that an author writes has in common: frozen, strict about names, aware of its place in the files."""

from __future__ import annotations

import datetime
import re
import textwrap
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from course.domain.authoring.formula import parse_formula

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


class Needs(Content):
    """What an item needs in order to run. django: the first version that has it, such as `6.1`."""

    django: str = Field(pattern=r"^[1-9]\d*\.\d+$")


class Recorded(Content):
    """What happened where an item ran. date: that day (`2026-11-21`); django: the version it ran with (`6.1.3`).

    queries and output are those on the base data, of a live sample or of an exercise's solution.
    """

    date: datetime.date
    django: str = Field(pattern=r"^[1-9]\d*\.\d+(\.\d+)?$")
    queries: int | None = Field(default=None, ge=0)
    output: str | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, written: object) -> object:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(written)) is None:
            raise ValueError("write the day as 2026-11-21")
        return written


class Placed(Located):
    """What stands in a lesson: its id, lesson and dataset.

    needs, recorded: both or neither. `installed` is the version of Django that this site runs code with; an item that
    needs a newer one is shown with what was recorded, and is not run.
    """

    kind: ClassVar[str]
    records: ClassVar[frozenset[str]] = frozenset()  # what `recorded` must state besides day and version
    may_record: ClassVar[frozenset[str]] = frozenset()

    id: str = Identifier
    lesson: str = ""
    dataset: str = ""
    needs: Needs | None = None
    recorded: Recorded | None = None
    installed: str = ""

    @property
    def runs_here(self) -> bool:
        return self.needs is None or not self.installed or at_least(self.installed, self.needs.django)

    @property
    def why_not_here(self) -> str:
        """Why it is not run, as a sentence; "" where it is."""
        if self.needs is None or self.runs_here:
            return ""
        return f"This needs Django {self.needs.django} or newer; here, code runs with Django {self.installed}."

    @model_validator(mode="after")
    def _needs_are_recorded(self) -> Placed:
        if (self.needs is None) != (self.recorded is None):
            raise ValueError("`needs` and `recorded` go together: give both or neither")
        if self.needs is not None and self.recorded is not None:
            self._check_recorded(self.needs, self.recorded)
        return self

    def _check_recorded(self, needs: Needs, recorded: Recorded) -> None:
        if not at_least(recorded.django, needs.django):
            raise ValueError(f"recorded with Django {recorded.django}, which is older than the {needs.django} it needs")
        stated = {name for name in ("queries", "output") if getattr(recorded, name) is not None}
        if self.records - stated:
            raise ValueError(f"`recorded` has no `{min(self.records - stated)}`")
        if stated - self.records - self.may_record:
            raise ValueError(f"`recorded` has `{min(stated - self.may_record)}`, which the item states itself")


def shortened(text: str) -> str:
    """An item's title where its author gave none: the beginning of what it asks."""
    return textwrap.shorten(text, 80, placeholder=" …")


def at_least(version: str, other: str) -> bool:
    """Whether a version is that one or newer, by the first two numbers: `6.1rc1` is at least `6.1`."""
    return _first_two(version) >= _first_two(other)


def _first_two(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])
