"""From the fenced blocks of a lesson to its items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import django

from course.content.errors import ContentError
from course.content.exercises import read_exercise
from course.content.located_yaml import read_yaml
from course.content.validation import inherited, validate
from course.domain.authoring.authored import Placed
from course.domain.authoring.fences import Fence, fences
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.problem import Problem

MODELS: dict[str, type[Placed]] = {"predict": Prediction, "quiz": Quiz, "myth": Myth, "run": Sample}
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Place:
    """Where a lesson's blocks stand: its file, the line its body begins at, and what items inherit."""

    file: Path
    body_line: int
    lesson: str
    dataset: str

    def line(self, line_of_body: int) -> int:
        return self.body_line + line_of_body - 1


def read_items(body: str, place: Place, problems: list[Problem]) -> tuple[Item | Sample, ...]:
    """The items of a lesson's body in order; each mistake is added to `problems`."""
    read = [_read_item(fence, place, problems) for fence in fences(body) if fence.kind]
    named = {fence.id for fence in fences(body) if fence.kind == "exercise"}
    for folder in sorted(place.file.parent.iterdir()):
        if folder.is_dir() and folder.name not in named and not folder.name.startswith(("_", ".")):
            remedy = f"add a fence `exercise {folder.name}` to lesson.md, or remove the folder"
            problems.append(Problem(str(folder / "exercise.yaml"), 1, "no fence names this exercise", remedy))
    return tuple(item for item in read if item is not None)


def _read_item(fence: Fence, place: Place, problems: list[Problem]) -> Item | Sample | None:
    fault = _fault_of_marks(fence)
    if fault is not None:
        problems.append(Problem(str(place.file), place.line(fence.first), *fault))
        return None
    if fence.kind == "exercise":
        return _exercise(fence, place, problems)
    return _block(fence, place, problems)


def _fault_of_marks(fence: Fence) -> tuple[str, str] | None:
    """What is wrong with the fence itself, and what to do; None when it is in order."""
    if not fence.id:
        return f"`{fence.info}` names no id", f"write `{fence.kind} some-id`: the kind, then one id"
    if not _ID.fullmatch(fence.id):
        return f"`{fence.id}` is no id", "use small letters, digits and hyphens"
    if fence.indent:
        return f"the {fence.kind} `{fence.id}` is indented", "start its line with the fence"
    if not fence.closed:
        return f"the {fence.kind} `{fence.id}` never ends", "close it with ``` on a line of its own"
    return None


def _exercise(fence: Fence, place: Place, problems: list[Problem]) -> Exercise | None:
    line = place.line(fence.first)
    if fence.body.strip():
        remedy = f"move it to {fence.id}/exercise.yaml and leave the fence empty"
        problems.append(Problem(str(place.file), line + 1, "an exercise fence has no body", remedy))
    folder = place.file.parent / fence.id
    if not folder.is_dir():
        remedy = "add it with exercise.yaml, starter.py, solution.py, or remove the fence"
        problems.append(Problem(str(place.file), line, f"there is no folder `{fence.id}` for this exercise", remedy))
        return None
    return read_exercise(folder, place.lesson, place.dataset, problems)


def _block(fence: Fence, place: Place, problems: list[Problem]) -> Item | Sample | None:
    line, file = place.line(fence.first), str(place.file)
    try:
        located = read_yaml(fence.body, file, line + 1)
    except ContentError as error:
        problems.append(error.as_problem())
        return None
    given = {
        "id": fence.id, "lesson": place.lesson, "path": file, "line": line, "lines": located.lines,
        "installed": django.get_version(),
        **inherited(located.value, place.dataset),
    }
    return validate(MODELS[fence.kind], located.value, given, located.lines, file, line, problems)  # type: ignore[return-value]
