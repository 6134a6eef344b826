"""The lessons, read once into domain values. `course()` is the live course of `settings.LESSONS_DIR`.

`load_course` raises ContentErrors (each with file, line, what is wrong and what to do) for a tree with mistakes in it.
The live course has every lesson that can be read, and the log has the mistakes: one lesson shall not close the rest.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from course.content.errors import ContentError, ContentErrors
from course.content.files import Stamp, stamp
from course.content.lab_files import find_lab, labs, read_labs
from course.content.new_exercise import NotAdded, add_exercise
from course.content.tree import is_about, lesson_folders, load_course, read_course
from course.domain.authoring.method_index import GroupIndex, index_of
from course.domain.exercise import Exercise
from course.domain.items import Item, Sample
from course.domain.lesson import Course, Lesson

__all__ = [
    "ContentError", "ContentErrors", "NotAdded", "add_exercise", "course", "find_exercise", "find_item", "find_lab",
    "find_lesson", "is_about", "labs", "lesson_folders", "load_course", "method_index", "read_course", "read_labs",
    "stamp",
]

logger = logging.getLogger(__name__)


def course() -> Course:
    """The course of `settings.LESSONS_DIR`, read once; with DEBUG, read again after a file of it changed."""
    root = Path(settings.LESSONS_DIR)
    return _course(root, stamp(root) if settings.DEBUG else ())


@lru_cache(maxsize=4)
def _course(root: Path, _stamp: Stamp) -> Course:
    """Raises ContentErrors when no lesson is left."""
    whole, problems = read_course(root)
    for problem in problems:
        logger.error("a mistake in the lessons: %s", problem)
    if not whole.lessons:
        raise ContentErrors(problems)
    return whole


def method_index() -> tuple[GroupIndex, ...]:
    """The live course's index of methods, made once for each reading of it."""
    root = Path(settings.LESSONS_DIR)
    return _method_index(root, stamp(root) if settings.DEBUG else ())


@lru_cache(maxsize=4)
def _method_index(root: Path, as_stamped: Stamp) -> tuple[GroupIndex, ...]:
    found = _course(root, as_stamped)
    return index_of(found.methods, found.lessons)


def find_lesson(slug: str) -> Lesson | None:
    """The lesson with this slug, or with this folder name (`50-one-innocent-loop`); None when there is none."""
    return next((lesson for lesson in course().lessons if slug in (lesson.slug, lesson.folder)), None)


def find_item(item_id: str) -> Item | Sample | None:
    """The exercise, prediction, quiz, myth or live sample with this id; None when there is none."""
    return course().items_by_id.get(item_id)


def find_exercise(exercise_id: str) -> Exercise | None:
    """The exercise with this id; None when there is none, or when it is another kind of item."""
    item = find_item(exercise_id)
    return item if isinstance(item, Exercise) else None
