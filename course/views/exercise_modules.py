"""The exercises of the course by module and lesson: the columns of the instructors' tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course import content
from course.domain.exercise import Exercise
from course.domain.lesson import Lesson


@dataclass(frozen=True, slots=True)
class LessonExercises:
    """A lesson that has exercises."""

    number: str
    title: str
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class ModuleExercises:
    """A module that has exercises."""

    number: int
    title: str
    lessons: tuple[LessonExercises, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(exercise for lesson in self.lessons for exercise in lesson.exercises)


def exercise_modules() -> tuple[ModuleExercises, ...]:
    """The modules of the live course that have exercises; lessons that name no known module come last."""
    course = content.course()
    named = {module.title for module in course.modules}
    loose = [lesson for lesson in course.lessons if lesson.front.module not in named]
    parts = [(module.number, module.title, course.lessons_of(module)) for module in course.modules]
    parts.append((len(parts) + 1, "More lessons", tuple(loose)))
    modules = (ModuleExercises(number, title, _lessons(lessons)) for number, title, lessons in parts)
    return tuple(module for module in modules if module.lessons)


def _lessons(lessons: Iterable[Lesson]) -> tuple[LessonExercises, ...]:
    rows = (LessonExercises(one.front.number, one.front.title, _that_run(one)) for one in lessons)
    return tuple(row for row in rows if row.exercises)


def _that_run(lesson: Lesson) -> tuple[Exercise, ...]:
    return tuple(exercise for exercise in lesson.exercises if exercise.runs_here)


def chosen_module(
    modules: tuple[ModuleExercises, ...], number: str | None, latest: str | None = None
) -> ModuleExercises | None:
    """The module with this number; else the one with the exercise that was tried latest; else the first."""
    by_number = {str(module.number): module for module in modules}
    if number in by_number:
        return by_number[number]
    tried = (module for module in modules if latest in {exercise.id for exercise in module.exercises})
    return next(tried, modules[0] if modules else None)
