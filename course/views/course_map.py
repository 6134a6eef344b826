"""The course as the pages list it: modules, lessons, and how much of each a learner has done."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from course import content, datasets
from course.domain.lesson import Course, Lesson


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A line of the map. `done` of `total` items that have an answer and are not switched off."""

    slug: str
    number: str
    title: str
    minutes: int
    done: int
    total: int

    @property
    def complete(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module and its lessons, in order."""

    number: int
    title: str
    promise: str
    lessons: tuple[LessonRow, ...]

    @property
    def done(self) -> int:
        return sum(lesson.done for lesson in self.lessons)

    @property
    def total(self) -> int:
        return sum(lesson.total for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseMap:
    """All modules. `done_total` of `item_total` items are done."""

    modules: tuple[ModuleRow, ...]

    @property
    def lessons(self) -> tuple[LessonRow, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def done_total(self) -> int:
        return sum(module.done for module in self.modules)

    @property
    def item_total(self) -> int:
        return sum(module.total for module in self.modules)


def course_map(done: AbstractSet[str]) -> CourseMap:
    """The live course, ticked off by the ids in `done`. Lessons that name no known module come last. One query."""
    course = content.course()
    off = datasets.switched_off(item.dataset for lesson in course.lessons for item in lesson.tasks)
    rows = [
        ModuleRow(module.number, module.title, module.promise, _rows(course.lessons_of(module), done, off))
        for module in course.modules
    ]
    named = {module.title for module in course.modules}
    loose = tuple(lesson for lesson in course.lessons if lesson.front.module not in named)
    if loose:
        rows.append(ModuleRow(len(rows) + 1, "More lessons" if rows else "Lessons", "", _rows(loose, done, off)))
    return CourseMap(tuple(rows))


def _rows(lessons: tuple[Lesson, ...], done: AbstractSet[str], off: AbstractSet[str]) -> tuple[LessonRow, ...]:
    return tuple(lesson_row(lesson, done, off) for lesson in lessons)


def lesson_row(
    lesson: Lesson, done: AbstractSet[str] = frozenset(), off: AbstractSet[str] = frozenset()
) -> LessonRow:
    ids = {item.id for item in lesson.tasks} - off
    front = lesson.front
    return LessonRow(lesson.slug, front.number, front.title, front.minutes, len(ids & done), len(ids))


def rows_by_slug() -> dict[str, LessonRow]:
    """Every lesson of the live course as a line without a learner."""
    return {lesson.slug: lesson_row(lesson) for lesson in content.course().lessons}


def next_lesson(found: CourseMap, left_at: str | None) -> LessonRow | None:
    """The lesson to go on with: the one left at (a slug) or the first after it that is not complete; else the first."""
    rows = found.lessons
    start = next((place for place, row in enumerate(rows) if row.slug == left_at), 0)
    return next((row for row in rows[start:] + rows[:start] if not row.complete), None)


def neighbours(course: Course, lesson: Lesson) -> tuple[LessonRow | None, LessonRow | None]:
    """The lessons before and after this one."""
    place = course.lessons.index(lesson)
    rows = (None, *(lesson_row(one) for one in course.lessons), None)
    return rows[place], rows[place + 2]
