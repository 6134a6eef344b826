"""What a final project's front matter must get right: there is one project, its exercise and lessons are there."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.labs.project import ProjectPlan
from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem


def project_problems(course: Course) -> Iterator[Problem]:
    """Every mistake in what makes a lesson the final project, but for what only a run shows."""
    projects = [(lesson, lesson.front.project) for lesson in course.lessons if lesson.front.project]
    for lesson, _plan in projects[1:]:
        first = projects[0][0].folder
        yield _at(lesson, "", f"{first} is the project already", "take `project` out of one of them")
    slugs = {lesson.slug for lesson in course.lessons}
    for lesson, plan in projects:
        yield from _of_plan(lesson, plan, slugs)


def _of_plan(lesson: Lesson, plan: ProjectPlan, slugs: set[str]) -> Iterator[Problem]:
    if plan.exercise not in {exercise.id for exercise in lesson.exercises}:
        yield _at(lesson, "exercise", f"this lesson has no exercise `{plan.exercise}`", "name one of its exercises")
    for number, problem in enumerate(plan.problems):
        if problem.lesson not in slugs:
            yield _at(lesson, f"problems.{number}.lesson", f"there is no lesson `{problem.lesson}`", "give a slug")


def _at(lesson: Lesson, field: str, problem: str, remedy: str) -> Problem:
    return Problem(lesson.path, lesson.line_of("project", *filter(None, field.split("."))), problem, remedy)
