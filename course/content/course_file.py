"""Reads `course.yaml`, which may stand at the root of the lessons: title, modules, all facts, how strict to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from course.content.errors import ContentError
from course.content.files import read_text
from course.content.located_yaml import read_yaml
from course.content.validation import validate
from course.domain.authoring.authored import Content
from course.domain.lesson import Course, Module
from course.domain.problem import Problem

NAME = "course.yaml"


class _WrittenModule(Content):
    title: str = Field(min_length=1)
    promise: str = ""


class _CourseFile(Content):
    """facts: source -> how many facts it has, so `002: 31` stands for the ids 002-01 to 002-31."""

    title: str = ""
    promise: str = ""
    strict: bool = False
    modules: tuple[_WrittenModule, ...] = ()
    facts: dict[str, int] = Field(default_factory=dict)


def read_course_file(root: Path, problems: list[Problem]) -> Course:
    """A Course without lessons, from `course.yaml` or, where there is none, from the defaults."""
    file = root / NAME
    if not file.exists():
        return Course()
    try:
        located = read_yaml(read_text(file), str(file))
    except ContentError as error:
        problems.append(error.as_problem())
        return Course()
    written: Any = located.value if located.value is not None else {}
    course = validate(_CourseFile, written, {}, located.lines, str(file), 1, problems)
    return _course(course) if course else Course()


def _course(written: _CourseFile) -> Course:
    modules = tuple(
        Module(number=number, title=module.title, promise=module.promise)
        for number, module in enumerate(written.modules, start=1)
    )
    facts = frozenset(
        f"{source}-{number:02}" for source, count in written.facts.items() for number in range(1, count + 1)
    )
    return Course(title=written.title, promise=written.promise, strict=written.strict, modules=modules, facts=facts)
