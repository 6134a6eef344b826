"""What a tool in the jail told, checked field by field: it comes from a hostile process, and nothing is believed."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Told = TypeVar("Told", bound="ToldModel")


class BadReport(Exception):
    """What a tool told is not of its form: the learner's process was disturbed, or it was stopped."""


class ToldModel(BaseModel):
    """A part of a report: exactly these fields, of exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_told(model: type[Told], answer: Any) -> Told:
    """A run's `answer` as the report of a tool. Raises BadReport."""
    if not isinstance(answer, dict) or answer.get("kind") != "scalar":
        raise BadReport("the tool told nothing")
    try:
        return model.model_validate(answer.get("item"))
    except (ValidationError, RecursionError) as error:
        raise BadReport("the tool told something of another form") from error
