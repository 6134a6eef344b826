"""From fields with lines to validated values; each fault of pydantic becomes a Problem an author can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course.domain.authoring.authored import Content, Needs, Placed, Recorded
from course.domain.authoring.glossary import Term
from course.domain.authoring.names import Named, NameGroup
from course.domain.exercise import ExerciseFile, Limits, WrongAnswer
from course.domain.items import Choice, Myth, Prediction, Proof, Quiz, Reason, Sample
from course.domain.labs.project import ProjectPlan, ProjectProblem
from course.domain.lesson import FrontMatter
from course.domain.problem import Problem

Model = TypeVar("Model", bound=Content)
# Filled in by the loader; an author may not write them.
PLACED_FIELDS = frozenset(Placed.model_fields) - {"dataset", "needs", "recorded"}
_WRITTEN = (
    ExerciseFile, Needs, Recorded, Limits, WrongAnswer, Prediction, Reason, Proof, Quiz, Choice, Myth, Sample,
    FrontMatter, ProjectPlan, ProjectProblem, Term, Named, NameGroup,
)
FIELD_NAMES = sorted({name for model in _WRITTEN for name in model.model_fields} - PLACED_FIELDS)


def validate(
    model: type[Model], written: Any, given: Mapping[str, Any], lines: Mapping[str, int], file: str, line: int,
    problems: list[Problem],
) -> Model | None:
    """The model of an author's fields and those `given` by the loader, or None after adding to `problems`.

    `lines` maps dotted field paths to lines of `file`; `line` is where the whole block begins.
    """
    if not isinstance(written, dict):
        problems.append(Problem(file, line, "this is not a list of `field: value` lines", "write one field a line"))
        return None
    reserved = sorted(name for name in written if name in given and name in PLACED_FIELDS)
    problems.extend(
        Problem(file, lines.get(name, line), f"`{name}` is not for authors to give", "remove it") for name in reserved
    )
    try:
        return None if reserved else model.model_validate({**written, **given})
    except ValidationError as error:
        faults = _innermost(error.errors(include_url=False))
        problems.extend(Problem(file, nearest_line(fault["loc"], lines, line), *_words(fault)) for fault in faults)
        return None


def inherited(written: Any, dataset: str) -> dict[str, str]:
    """The lesson's dataset for an item that names none (or leaves the field empty)."""
    if isinstance(written, dict) and written.get("dataset"):
        return {}
    if isinstance(written, dict):
        written.pop("dataset", None)
    return {"dataset": dataset}


def _innermost(faults: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without those that only follow from a fault further inside (a list is too short without its faulty entry)."""
    inner = [fault["loc"] for fault in faults]
    return [
        fault for fault in faults
        if not any(loc[: len(fault["loc"])] == fault["loc"] and len(loc) > len(fault["loc"]) > 0 for loc in inner)
    ]


def nearest_line(path: tuple[int | str, ...], lines: Mapping[str, int], otherwise: int) -> int:
    """The line of a field, or of the closest field around it that has one."""
    for candidate in _and_parents(path):
        if candidate in lines:
            return lines[candidate]
    return otherwise


def _and_parents(path: tuple[int | str, ...]) -> Iterator[str]:
    for length in range(len(path), 0, -1):
        yield ".".join(str(part) for part in path[:length])


def _words(fault: ErrorDetails) -> tuple[str, str]:
    """What is wrong, and what to do."""
    field = ".".join(str(part) for part in fault["loc"])
    message = fault["msg"].removeprefix("Value error, ").replace("Input should", "it should")
    if fault["type"] == "extra_forbidden":
        return f"unknown field `{field}`", _did_you_mean(str(fault["loc"][-1]))
    if fault["type"] == "missing":
        return f"`{field}` is missing", f"add a line `{fault['loc'][-1]}: …`"
    if fault["type"] == "value_error":
        return (f"`{field}`: {message}" if field else message), "correct it"
    return f"`{field}` is {_shown(fault['input'])}", f"{message[:1].lower()}{message[1:]}"


def _did_you_mean(name: str) -> str:
    close = difflib.get_close_matches(name, FIELD_NAMES, n=1)
    return f"did you mean `{close[0]}`?" if close else "remove it, or correct its name"


def _shown(value: object) -> str:
    text = repr(value)
    return "empty" if value in ("", [], (), {}, None) else text if len(text) <= 60 else f"{text[:57]}…"
