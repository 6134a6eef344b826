"""Names of Django's ORM as the index of methods lists them, each with one line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from course.domain.authoring.authored import Content, Located

Kind = Literal["method", "lookup", "name"]


class Named(Content):
    """One name. since: the first version of Django that has it; lesson: the slug of the one that teaches it."""

    means: str = Field(min_length=1)
    since: str = Field(default="", pattern=r"^([1-9]\d*\.\d+)?$")
    lesson: str = ""


class NameGroup(Located):
    """Names of one kind, in the order of the page."""

    title: str = Field(min_length=1)
    kind: Kind
    note: str = ""
    names: dict[str, Named] = Field(min_length=1)

    @field_validator("names", mode="before")
    @classmethod
    def _short_form(cls, names: Any) -> Any:
        """Let a name be followed by its line alone."""
        if not isinstance(names, dict):
            return names
        return {name: {"means": said} if isinstance(said, str) else said for name, said in names.items()}
