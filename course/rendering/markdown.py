"""Markdown as this course writes it: Markdown's own extensions, our fences, our links, our diagrams."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from django.urls import get_script_prefix
from markdown import Extension, Markdown
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from course.domain.authoring.fences import fences
from course.domain.authoring.glossary import WordToLink
from course.rendering.code import CodeFormatter
from course.rendering.terms import TermLinks

# Ids that the page around a lesson's prose uses.
PAGE_IDS = frozenset({"main", "goals", "summary", "toc", "announcer", "shortcuts", "offline-message"})
BEFORE_FENCED_CODE = 26  # fenced_code has 25
AFTER_INLINE = 15  # inline patterns have 20: links and images are elements by then
AFTER_LINKS = 14


@dataclass
class Context:
    """What a text may refer to, and what was put aside for later.

    elsewhere: id of an item in another lesson -> that lesson's slug; reserved: ids that no heading may take.
    terms: words of the glossary whose first use becomes a link.
    nonce: makes placeholders that no author can write; diagrams: (name, label) in order of their placeholders.
    """

    elsewhere: Mapping[str, str] = field(default_factory=dict)
    reserved: Collection[str] = PAGE_IDS
    terms: Collection[WordToLink] = ()
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    diagrams: list[tuple[str, str]] = field(default_factory=list)

    def item(self, index: int) -> str:
        return f"item-{self.nonce}-{index}-"

    def diagram(self, index: int) -> str:
        return f"diagram-{self.nonce}-{index}-"


def item_anchor(item_id: str) -> str:
    """The `id` attribute of an item's element on a lesson's page."""
    return f"item-{item_id}"


def lesson_address(slug: str) -> str:
    return f"{get_script_prefix()}lessons/{slug}/"


def prose_converter(context: Context) -> Markdown:
    """For a lesson's body: headings get ids, footnotes work, fences of ours leave placeholders."""
    toc = TocExtension(slugify=lambda text, separator: _free_id(slugify(text, separator), context.reserved))
    return Markdown(extensions=[*_common(context), "footnotes", toc, _Fences(context)], output_format="html")


def text_converter(context: Context) -> Markdown:
    """For tasks, hints and reasons, of which a page holds many: no ids, no footnotes."""
    return Markdown(extensions=_common(context), output_format="html")


def _common(context: Context) -> list[str | Extension]:
    highlighting = CodeHiliteExtension(guess_lang=False, css_class="highlight", pygments_formatter=_formatter)
    tables = TableExtension(use_align_attribute=True)
    return [tables, "attr_list", "admonition", "sane_lists", "fenced_code", highlighting, _Elements(context)]


def _formatter(**options: object) -> CodeFormatter:
    return CodeFormatter(**options)


def _free_id(wanted: str, reserved: Collection[str]) -> str:
    return f"{wanted}-section" if wanted in reserved else wanted


class _Fences(Extension):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.preprocessors.register(_FencePreprocessor(md, self.context), "course_fences", BEFORE_FENCED_CODE)


class _FencePreprocessor(Preprocessor):
    """Puts a placeholder paragraph for each fence of ours; gives ordinary fences an info string Markdown reads."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        kept, position, index = [], 0, 0
        for fence in fences("\n".join(lines)):
            kept += lines[position : fence.first - 1]
            if fence.kind:
                kept += ["", self.context.item(index), ""]
                index += 1
            else:
                kept += [_one_word_info(lines[fence.first - 1]), *lines[fence.first : fence.last]]
            position = fence.last
        return kept + lines[position:]


def _one_word_info(opening: str) -> str:
    """Markdown takes a fence with two plain words for inline code."""
    plain = re.fullmatch(r"(\s*(?:`{3,}|~{3,}))\s*([\w+#.-]+)\s+[\w+#. -]+", opening)
    return f"{plain[1]}{plain[2]}" if plain else opening


class _Elements(Extension):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        md.treeprocessors.register(_ElementsTreeprocessor(md, self.context), "course_elements", AFTER_INLINE)
        md.treeprocessors.register(TermLinks(md, self.context.terms), "course_terms", AFTER_LINKS)


class _ElementsTreeprocessor(Treeprocessor):
    """Our links to addresses, `![…](diagram:…)` to placeholders, aligned cells to classes."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            if parent.tag == "a":
                parent.set("href", self.address(parent.get("href", "")))
            elif parent.tag in ("td", "th"):
                _align_by_class(parent)
            for child in list(parent):
                if child.tag == "img":
                    self.replace_image(parent, child)

    def address(self, target: str) -> str:
        scheme, _, rest = target.partition(":")
        name, hash_, anchor = rest.partition("#")
        if scheme == "lesson":
            return f"{lesson_address(name)}{hash_}{anchor}"
        if scheme == "exercise":
            slug = self.context.elsewhere.get(name)
            return f"{lesson_address(slug) if slug else ''}#{item_anchor(name)}"
        return target

    def replace_image(self, parent: Element, image: Element) -> None:
        """A diagram leaves a placeholder; of any other image only its text stays."""
        scheme, _, name = image.get("src", "").partition(":")
        text = image.get("alt", "")
        if scheme == "diagram":
            self.context.diagrams.append((name, text))
            text = self.context.diagram(len(self.context.diagrams) - 1)
        _replace_with_text(parent, image, text)


def _align_by_class(cell: Element) -> None:
    side = cell.attrib.pop("align", None)
    if side:
        cell.set("class", f"align-{side}")


def _replace_with_text(parent: Element, child: Element, text: str) -> None:
    position = list(parent).index(child)
    text += child.tail or ""
    if position == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[position - 1]
        before.tail = (before.tail or "") + text
    parent.remove(child)
