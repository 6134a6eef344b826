"""Where the advice of a run is taught: the lessons of this course by their slugs, for links from findings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from course import content


def taught(_request: HttpRequest) -> dict[str, Any]:
    """`lesson_titles`: slug -> title; made only where a page asks for it."""
    return {"lesson_titles": SimpleLazyObject(lesson_titles)}


def lesson_titles() -> dict[str, str]:
    return {lesson.slug: lesson.front.title for lesson in content.course().lessons}
