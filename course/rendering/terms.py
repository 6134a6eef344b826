"""Links the first use of each of the glossary's words in a text, where it is prose: not in code, headings or links.

What stands below a heading "Where to look …" is no prose either: titles of other people's pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.etree.ElementTree import Element

from django.urls import get_script_prefix
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from course.domain.authoring.glossary import WordToLink, pattern_of

NO_PROSE = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "kbd", "samp", "summary"})
REFERENCES = "Where to look"


def glossary_address(anchor: str) -> str:
    return f"{get_script_prefix()}glossary/#{anchor}"


class TermLinks(Treeprocessor):
    """words: what to link; each is linked once."""

    def __init__(self, md: Markdown, words: Collection[WordToLink]) -> None:
        super().__init__(md)
        self.words = words

    def run(self, root: Element) -> None:
        left = list(self.words)
        if left:
            _link_inside(root, left)


def _is_references(element: Element) -> bool:
    return element.tag == "h2" and "".join(element.itertext()).startswith(REFERENCES)


def _link_inside(element: Element, left: list[WordToLink]) -> None:
    """Link what `left` still holds in the element's text, then in its children and after each, in reading order."""
    children = list(element)
    if element.tag not in NO_PROSE:
        element.text = _linked(element, 0, element.text, left)
    for child in children:
        if _is_references(child):
            return
        if element.tag not in NO_PROSE and child.tag not in NO_PROSE:
            _link_inside(child, left)
        if element.tag not in NO_PROSE:
            child.tail = _linked(element, list(element).index(child) + 1, child.tail, left)


def _linked(parent: Element, place: int, text: str | None, left: list[WordToLink]) -> str | None:
    """Put a link at `place` among the parent's children for each first use in `text`; what remains before the first."""
    if not text or isinstance(text, AtomicString):
        return text
    found = _first_use(text, left)
    if found is None:
        return text
    use, word = found
    left.remove(word)
    link = Element("a", {"class": "term", "href": glossary_address(word.anchor)})
    link.text = AtomicString(use[0])
    parent.insert(place, link)
    link.tail = _linked(parent, place + 1, text[use.end() :], left)
    return text[: use.start()]


def _first_use(text: str, left: list[WordToLink]) -> tuple[re.Match[str], WordToLink] | None:
    uses = ((pattern_of(word.phrases).search(text), word) for word in left)
    found = [(use, word) for use, word in uses if use]
    return min(found, key=lambda one: (one[0].start(), -len(one[0][0])), default=None)
