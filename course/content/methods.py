"""Reads `methods.yaml`, which may stand at the root of the lessons, and holds it against Django and the lessons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.db import models
from django.db.models import functions

from course.content.listed import read_list
from course.domain.authoring.authored import at_least
from course.domain.authoring.method_index import index_of, programs
from course.domain.authoring.names import NameGroup
from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem
from course.domain.program.uses import chained_from_objects

NAME = "methods.yaml"
# What managers of relations have besides a QuerySet's methods.
RELATED_MANAGER = frozenset({"add", "set", "remove", "clear"})


def read_methods(root: Path, problems: list[Problem]) -> tuple[NameGroup, ...]:
    """Its groups in order; none where there is no such file. Each mistake is added to `problems`."""
    return tuple(read_list(root / NAME, "groups", NameGroup, problems))


def method_problems(course: Course) -> Iterator[Problem]:
    """Names that Django has not, that no lesson uses, or that are there twice; methods that lessons use unlisted."""
    if not course.methods:
        return
    listed: set[tuple[str, str]] = set()
    for indexed in index_of(course.methods, course.lessons):
        group = indexed.group
        for entry in indexed.entries:
            if (group.kind, entry.name) in listed:
                yield _at(group, entry.name, f"{entry.written} is there already", "keep one of them")
            listed.add((group.kind, entry.name))
            if not entry.lessons:
                yield _at(group, entry.name, f"no lesson uses {entry.written}", "remove it, or teach it")
            elif entry.named.lesson and entry.main != entry.named.lesson:
                what = f"lesson {entry.named.lesson} does not use {entry.written}"
                yield _at(group, entry.name, what, f"name one of {', '.join(entry.lessons)}, or none")
            if at_least(django.get_version(), entry.named.since or "0.0") and not exists(group.kind, entry.name):
                what = f"Django {django.get_version()} has no {entry.written}"
                yield _at(group, entry.name, what, "correct the name, or say `since`")
    yield from _unlisted(course, {name for kind, name in listed if kind == "method"})


def _unlisted(course: Course, listed: set[str]) -> Iterator[Problem]:
    """QuerySet methods that a lesson's own programs call and the index leaves out."""
    for lesson in course.lessons:
        for name in sorted(_queryset_methods_of(lesson) - listed):
            what = f"lesson {lesson.slug} calls {name}(), which the index leaves out"
            yield Problem(course.methods[0].path, 1, what, "add it to a group of methods")


def _queryset_methods_of(lesson: Lesson) -> set[str]:
    called = {name for code in programs(lesson) for name in chained_from_objects(code)}
    return {name for name in called if callable(getattr(models.QuerySet, name, None))}


def exists(kind: str, name: str) -> bool:
    """Whether the Django that is installed has a method, lookup or name like that."""
    if kind == "lookup":
        return name in _lookups()
    if kind == "name":
        return hasattr(models, name) or hasattr(functions, name)
    return name in RELATED_MANAGER or hasattr(models.QuerySet, name) or hasattr(models.Model, name)


@cache
def _lookups() -> frozenset[str]:
    fields = (models.CharField(), models.DateTimeField())
    return frozenset(name for field in fields for name in field.get_lookups())


def _at(group: NameGroup, name: str, problem: str, remedy: str) -> Problem:
    return Problem(group.path, group.line_of("names", name), problem, remedy)
