"""A lesson as parts for a template: safe HTML and, where a fence stood, the item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

from course.domain.authoring.diagram import clean_diagram
from course.domain.authoring.glossary import WordToLink
from course.domain.items import Item, Sample
from course.domain.lesson import Lesson
from course.rendering.markdown import PAGE_IDS, Context, item_anchor, prose_converter, text_converter
from course.rendering.sanitise import sanitise


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """A stretch of prose: whole elements, sanitised."""

    html: SafeString


@dataclass(frozen=True, slots=True)
class ItemPart:
    """An item of the lesson. `anchor`: the `id` its element must have, for links to it."""

    kind: str
    item: Item | Sample

    @property
    def anchor(self) -> str:
        return item_anchor(self.item.id)

    @property
    def template(self) -> str:
        return f"course/items/{self.kind}.html"


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a lesson's table of contents; `level` is that of `<h2>`, `<h3>` …"""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body's prose cut at its items (one more piece than items), and its headings.

    torn: the indexes of pieces that are not whole elements, because an item stands inside other HTML.
    """

    pieces: tuple[SafeString, ...]
    headings: tuple[Heading, ...]
    torn: tuple[int, ...] = ()


def lesson_parts(lesson: Lesson) -> tuple[HtmlPart | ItemPart, ...]:
    """Prose and items in order of appearance; rendered once for each text."""
    pieces = rendered(lesson).pieces
    parts: list[HtmlPart | ItemPart] = []
    for index, piece in enumerate(pieces):
        if piece.strip():
            parts.append(HtmlPart(piece))
        if index < len(lesson.items):
            item = lesson.items[index]
            parts.append(ItemPart(item.kind, item))
    return tuple(parts)


def toc(lesson: Lesson) -> tuple[Heading, ...]:
    """The lesson's headings in order."""
    return rendered(lesson).headings


@lru_cache(maxsize=4096)
def markdown_html(text: str) -> SafeString:
    """A task, hint or reason as sanitised HTML."""
    html = sanitise(text_converter(Context()).convert(text))
    return mark_safe(tables_that_scroll(html))  # noqa: S308 - sanitised


def rendered(lesson: Lesson) -> Rendered:
    ids = tuple(item_anchor(item.id) for item in lesson.items)
    words = tuple(term.to_link for term in lesson.terms)
    return _rendered(lesson.body, ids, tuple(lesson.elsewhere.items()), tuple(lesson.diagrams.items()), words)


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=512)
def _rendered(
    body: str, anchors: tuple[str, ...], elsewhere: Pairs, diagrams: Pairs, words: tuple[WordToLink, ...]
) -> Rendered:
    context = Context(elsewhere=dict(elsewhere), reserved=PAGE_IDS | set(anchors), terms=words)
    converter = prose_converter(context)
    html = sanitise(converter.convert(body), ids=True)
    pieces = re.split(rf"(?:<p>)?{re.escape(f'item-{context.nonce}-')}\d+-(?:</p>)?\n?", html)
    return Rendered(
        pieces=tuple(
            mark_safe(tables_that_scroll(_with_diagrams(piece, context, dict(diagrams))))  # noqa: S308 - sanitised
            for piece in pieces
        ),
        headings=_headings(converter),
        torn=tuple(index for index, piece in enumerate(pieces) if sanitise(piece, ids=True) != piece),
    )


def tables_that_scroll(html: str) -> str:
    """Each table in a frame of its own: on a narrow page it scrolls there, by keyboard too, and stays a table."""
    opening = '<div class="prose-table" role="region" aria-label="Table" tabindex="0"><table>'
    return html.replace("<table>", opening).replace("</table>", "</table></div>")


def _with_diagrams(html: str, context: Context, drawings: dict[str, str]) -> str:
    for index, (name, label) in enumerate(context.diagrams):
        svg = clean_diagram(drawings.get(name, "<svg/>"), name, label).svg
        placeholder = context.diagram(index)
        html = html.replace(f"<p>{placeholder}</p>", f'<figure class="figure">{svg}</figure>').replace(placeholder, svg)
    return html


def _headings(converter: Markdown) -> tuple[Heading, ...]:
    return tuple(_flat(getattr(converter, "toc_tokens", [])))


def _flat(tokens: list[dict[str, Any]]) -> list[Heading]:
    headings = []
    for token in tokens:
        headings += [Heading(token["level"], token["id"], unescape(token["name"])), *_flat(token["children"])]
    return headings
