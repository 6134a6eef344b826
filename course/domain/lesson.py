"""A lesson as its author wrote it: front matter, prose with fences, and the items that stand in it."""

from __future__ import annotations

from pydantic import Field

from course.domain.exercise import Content, Exercise, Myth, Prediction, Quiz, Sample

FENCE_KINDS = ("exercise", "predict", "quiz", "myth", "run")


class FrontMatter(Content):
    """The head of `lesson.md`. `number` is the curriculum's (`5.1`); `facts` are the ids it teaches."""

    title: str = Field(min_length=1, max_length=80)
    number: str = Field(pattern=r"^[1-9]\.[1-9]$")
    module: str = Field(min_length=1)
    minutes: int = Field(ge=1, le=60)
    dataset: str = "town-library"
    goals: tuple[str, ...] = Field(min_length=1)
    prerequisites: tuple[str, ...] = ()
    facts: tuple[str, ...] = Field(min_length=1)
    summary: str = Field(min_length=1)


class Lesson(Content):
    """One lesson, ready for use. `body` is the Markdown after the front matter; items are in order of appearance."""

    slug: str
    path: str
    body: str
    body_line: int
    front: FrontMatter
    exercises: tuple[Exercise, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    myths: tuple[Myth, ...] = ()
    samples: tuple[Sample, ...] = ()


class Course(Content):
    """Every lesson in order; ids of items are unique in the whole course."""

    lessons: tuple[Lesson, ...]
