"""Reads one lesson folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from course.content.blocks import Place, read_items
from course.content.errors import ContentError
from course.content.files import read_text
from course.content.front_matter import split_front_matter
from course.content.located_yaml import read_yaml
from course.content.validation import validate
from course.domain.authoring.authored import Placed
from course.domain.authoring.diagram import clean_diagram
from course.domain.exercise import Exercise
from course.domain.items import Item, Myth, Prediction, Quiz, Sample
from course.domain.lesson import FrontMatter, Lesson
from course.domain.problem import Problem

Kind = TypeVar("Kind", bound=Placed)
FOLDER = re.compile(r"(?P<number>\d+)-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")


def read_lesson(folder: Path, problems: list[Problem]) -> Lesson | None:
    """The lesson in `folder` (named `NN-slug`), or None after adding its mistakes to `problems`."""
    file = folder / "lesson.md"
    named = FOLDER.fullmatch(folder.name)
    if named is None:
        remedy = "name it by number and words, such as 10-the-n-plus-one-problem"
        problems.append(Problem(str(folder), 1, f"`{folder.name}` is no name for a lesson", remedy))
        return None
    try:
        split = split_front_matter(read_text(file), str(file))
        located = read_yaml(split.yaml, str(file), first_line=2)
    except ContentError as error:
        problems.append(error.as_problem())
        return None
    front = validate(FrontMatter, located.value, {}, located.lines, str(file), 1, problems)
    place = Place(file, split.body_line, named["slug"], front.dataset if front else "unknown")
    items = read_items(split.body, place, problems)
    if front is None:
        return None
    return Lesson(
        slug=named["slug"], folder=folder.name, path=str(file), body=split.body, body_line=split.body_line,
        front=_numbered(front, named["number"]), lines=located.lines, items=items,
        exercises=_only(Exercise, items), predictions=_only(Prediction, items), quizzes=_only(Quiz, items),
        myths=_only(Myth, items), samples=_only(Sample, items), diagrams=_read_diagrams(folder, problems),
    )


def _numbered(front: FrontMatter, of_folder: str) -> FrontMatter:
    return front if front.number else front.model_copy(update={"number": str(int(of_folder))})


def _read_diagrams(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Name -> text of each drawing in the folder; what cannot stand in a page is a problem."""
    diagrams = {}
    for file in sorted(folder.glob("*.svg")):
        try:
            diagrams[file.stem] = read_text(file)
        except ContentError as error:
            problems.append(error.as_problem())
            continue
        faults = clean_diagram(diagrams[file.stem], file.stem).faults
        problems.extend(Problem(str(file), fault.line, fault.problem, fault.remedy) for fault in faults)
    return diagrams


def _only(kind: type[Kind], items: tuple[Item | Sample, ...]) -> tuple[Kind, ...]:
    return tuple(item for item in items if isinstance(item, kind))
