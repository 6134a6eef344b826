"""What can only be seen once lessons are rendered: anchors that lead nowhere, items inside other HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem
from course.rendering.lessons import rendered
from course.rendering.markdown import item_anchor, lesson_address

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)#([^"]+)"')
_ID = re.compile(r'\bid="([^"]+)"')


def page_problems(course: Course) -> Iterator[Problem]:
    """Every `#anchor` of a lesson's prose that its target has not, and every item that tears an HTML block apart."""
    anchors = {lesson_address(lesson.slug): _anchors(lesson) for lesson in course.lessons}
    for lesson in course.lessons:
        own = lesson_address(lesson.slug)
        yield from _torn(lesson)
        for address, anchor in _HREF.findall("".join(rendered(lesson).pieces)):
            there = anchors.get(unescape(address) or own)
            if there is not None and unescape(anchor) not in there:
                yield _problem(lesson, unescape(anchor))


def _anchors(lesson: Lesson) -> frozenset[str]:
    ids = _ID.findall("".join(rendered(lesson).pieces))
    return frozenset([*map(unescape, ids), *(item_anchor(item.id) for item in lesson.items)])


def _torn(lesson: Lesson) -> Iterator[Problem]:
    for index in rendered(lesson).torn[:1]:
        item = lesson.items[min(index, len(lesson.items) - 1)]
        line = item.line if item.path == lesson.path else lesson.body_line
        remedy = "close the HTML before it, or write Markdown instead"
        yield Problem(lesson.path, line, f"`{item.id}`, or an item near it, stands inside an HTML block", remedy)


def _problem(lesson: Lesson, anchor: str) -> Problem:
    before = lesson.body.partition(f"#{anchor})")[0]
    line = lesson.body_line + (before.count("\n") if before != lesson.body else 0)
    return Problem(lesson.path, line, f"no heading or item has the anchor `#{anchor}`", "link to one that is there")
