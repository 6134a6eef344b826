"""Reads a whole tree of lessons and what can only be seen across them: order, unique ids, prerequisites, links."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import TypeVar

from course.content.course_file import read_course_file
from course.content.errors import ContentErrors
from course.content.glossary import glossary_problems, read_glossary
from course.content.lessons import FOLDER, read_lesson
from course.content.links import link_problems, linked_items
from course.content.methods import method_problems, read_methods
from course.content.projects import project_problems
from course.content.whole import missing_parts
from course.domain.authoring.authored import Located
from course.domain.authoring.glossary import Term
from course.domain.lesson import Course, Lesson, Module
from course.domain.problem import Problem

Thing = TypeVar("Thing", bound=Located)


def load_course(path: Path) -> Course:
    """Every lesson under `path`, in the order of its folders' numbers.

    Raises ContentErrors with every mistake of the tree.
    """
    course, problems = read_course(path)
    if problems:
        raise ContentErrors(problems)
    return course


def read_course(path: Path) -> tuple[Course, list[Problem]]:
    """What could be read of the tree, and every mistake that the rest has: for the author's tools."""
    if not path.is_dir():
        return Course(), [Problem(str(path), 1, "there is no such folder of lessons", "correct LESSONS_DIR")]
    problems: list[Problem] = []
    head = read_course_file(path, problems)
    read = [read_lesson(folder, problems) for folder in lesson_folders(path)]
    glossary = read_glossary(path, problems)
    lessons = _with_terms(_with_far_links(tuple(lesson for lesson in read if lesson is not None)), glossary)
    if not read:
        problems.append(Problem(str(path), 1, "there is no lesson here", "add a folder 10-first with lesson.md"))
    modules = head.modules or _modules_named(lessons)
    course = head.model_copy(update={
        "lessons": lessons, "modules": modules, "glossary": glossary, "methods": read_methods(path, problems),
    })
    return course, sorted({*problems, *_across(course)})


def lesson_folders(path: Path) -> list[Path]:
    """The folders that hold a lesson, by number and then by name."""
    folders = [folder for folder in path.iterdir() if FOLDER.fullmatch(folder.name) or (folder / "lesson.md").exists()]
    return sorted(folders, key=lambda folder: (_number(folder), folder.name))


def is_about(problem: Problem, root: Path, name: str) -> bool:
    """Whether the problem stands in the folder of the lesson with this slug or folder name."""
    folders = Path(problem.file).relative_to(root).parts[:1]
    return any(name in (folder, folder.partition("-")[2]) for folder in folders)


def _number(folder: Path) -> int:
    digits = folder.name.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def _with_far_links(lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Tell each lesson where the items are that it links to in other lessons."""
    home = {item.id: lesson.slug for lesson in lessons for item in lesson.items}
    far = {lesson.slug: [name for name in linked_items(lesson) if name in home] for lesson in lessons}
    return tuple(
        lesson.model_copy(update={"elsewhere": {n: home[n] for n in far[lesson.slug] if home[n] != lesson.slug}})
        for lesson in lessons
    )


def _with_terms(lessons: tuple[Lesson, ...], glossary: tuple[Term, ...]) -> tuple[Lesson, ...]:
    """Tell each lesson which words lead to the glossary: all that are linked but those it teaches itself."""
    return tuple(
        lesson.model_copy(update={"terms": tuple(term for term in glossary if term.links_from(lesson.slug))})
        for lesson in lessons
    )


def _modules_named(lessons: Iterable[Lesson]) -> tuple[Module, ...]:
    titles = dict.fromkeys(lesson.front.module for lesson in lessons if lesson.front.module)
    return tuple(Module(number=number, title=title) for number, title in enumerate(titles, start=1))


def _across(course: Course) -> list[Problem]:
    lessons = course.lessons
    items = [item for lesson in lessons for item in lesson.items]
    return [
        *_repeated(lessons, lambda lesson: _number(Path(lesson.folder)), "the folder's number", "give it another"),
        *_repeated(lessons, lambda lesson: lesson.slug, "the slug", "rename the folder"),
        *_repeated(lessons, lambda lesson: lesson.front.number, "`number`", "give it another", field="number"),
        *_repeated(items, lambda item: item.id, "the id", "ids are unique in the whole course: choose another"),
        *_unknown_prerequisites(course),
        *link_problems(course),
        *project_problems(course),
        *glossary_problems(course),
        *method_problems(course),
        *(missing_parts(course) if course.strict else ()),
    ]


def _repeated(
    things: Iterable[Thing], key: Callable[[Thing], Hashable], what: str, remedy: str, field: str = ""
) -> Iterable[Problem]:
    first: dict[Hashable, Thing] = {}
    for thing in things:
        value = key(thing)
        if value in first:
            problem = f"{what} {value} is taken by {_short(first[value].path)}"
            yield Problem(thing.path, thing.line_of(field), problem, remedy)
        first.setdefault(value, thing)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _unknown_prerequisites(course: Course) -> Iterable[Problem]:
    known = {name for lesson in course.lessons for name in (lesson.slug, lesson.folder, lesson.front.number)}
    for lesson in course.lessons:
        for index, name in enumerate(lesson.front.prerequisites):
            if name not in known:
                line = lesson.line_of("prerequisites", index)
                remedy = "give the slug or the number of a lesson that is there"
                yield Problem(lesson.path, line, f"the prerequisite `{name}` is no lesson", remedy)
