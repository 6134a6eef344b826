"""Which pages beside the lessons this course has, for the links in every page's foot and on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from course import content


@dataclass(frozen=True, slots=True)
class SidePages:
    """A course may do without any of them."""

    project: bool = False
    glossary: bool = False
    methods: bool = False


def side_pages(_request: HttpRequest) -> dict[str, Any]:
    """Context processor: `side_pages`, asked for when a template needs it."""
    return {"side_pages": _side_pages}


def _side_pages() -> SidePages:
    try:
        course = content.course()
    except content.ContentErrors:  # the page that says so has a foot, too
        return SidePages()
    return SidePages(course.project is not None, bool(course.glossary), bool(course.methods))
