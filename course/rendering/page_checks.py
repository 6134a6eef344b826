"""What can only be seen once lessons are rendered: links and anchors that lead nowhere, items inside other HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from django.urls import Resolver404, get_script_prefix, resolve

from course.domain.lesson import Course, Lesson
from course.domain.problem import Problem
from course.rendering.lessons import rendered
from course.rendering.markdown import item_anchor, lesson_address
from course.rendering.terms import glossary_address

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"#]*)(?:#([^"]*))?"')
_ID = re.compile(r'\bid="([^"]+)"')
_ELSEWHERE = ("http:", "https:", "mailto:")


def page_problems(course: Course) -> Iterator[Problem]:
    """Every link of a lesson's prose that leads to no page or anchor of ours, and every item that tears HTML apart."""
    anchors = {lesson_address(lesson.slug): _anchors(lesson) for lesson in course.lessons}
    anchors[glossary_address("").rstrip("#")] = frozenset(term.anchor for term in course.glossary)
    for lesson in course.lessons:
        own = lesson_address(lesson.slug)
        yield from _torn(lesson)
        for address, anchor in _inner_links(lesson):
            there = anchors.get(address or own)
            if there is not None and anchor and anchor not in there:
                yield _problem(lesson, f"#{anchor}", f"no heading or item has the anchor `#{anchor}`")
            elif address not in anchors and address and not _is_a_page(address):
                yield _problem(lesson, address, f"the site has no page `{address}`")


def link_count(lessons: Sequence[Lesson]) -> int:
    """How many links of the lessons stay in the site; each of them is looked at by `page_problems`."""
    return sum(1 for lesson in lessons for _link in _inner_links(lesson))


def _inner_links(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Address (empty: the lesson's own page) and anchor (or "") of each link that does not leave the site."""
    for address, anchor in _HREF.findall("".join(rendered(lesson).pieces)):
        if not address.startswith(_ELSEWHERE):
            yield unescape(address), unescape(anchor)


def _is_a_page(address: str) -> bool:
    try:
        resolve("/" + address.removeprefix(get_script_prefix()))
    except Resolver404:
        return False
    return True


def _anchors(lesson: Lesson) -> frozenset[str]:
    ids = _ID.findall("".join(rendered(lesson).pieces))
    return frozenset([*map(unescape, ids), *(item_anchor(item.id) for item in lesson.items)])


def _torn(lesson: Lesson) -> Iterator[Problem]:
    for index in rendered(lesson).torn[:1]:
        item = lesson.items[min(index, len(lesson.items) - 1)]
        line = item.line if item.path == lesson.path else lesson.body_line
        remedy = "close the HTML before it, or write Markdown instead"
        yield Problem(lesson.path, line, f"`{item.id}`, or an item near it, stands inside an HTML block", remedy)


def _problem(lesson: Lesson, target: str, what: str) -> Problem:
    before = lesson.body.partition(f"{target})")[0]
    line = lesson.body_line + (before.count("\n") if before != lesson.body else 0)
    return Problem(lesson.path, line, what, "link to one that is there")
