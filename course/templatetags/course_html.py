"""Filters that turn domain values into HTML. They run no query and know no page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from course import rendering
from course.domain.verdict.words import lines_named

register = template.Library()

# A short text (a name, a moment) is not broken into lines.
SHORT_CELL, LONG_CELL = 25, 60
LONG_SELECT_LIST = 70
SELECT_LIST = re.compile(r"(?P<select>SELECT (?:DISTINCT )?)(?P<columns>.*?)(?=\nFROM )", re.DOTALL)
QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")
BLANK_SIGNS = str.maketrans({" ": "·", "\t": "⇥", "\n": "↵", "\r": "↵"})
IRREGULAR = {"query": "queries"}


@register.filter
def markdown(text: str) -> SafeString:
    """An author's Markdown (a task, a hint, a reason) as sanitised HTML."""
    return mark_safe(rendering.markdown_html(text))  # noqa: S308 - sanitised there


@register.filter
def sql(text: str) -> SafeString:
    return mark_safe(rendering.sql_html(text))  # noqa: S308 - escaped there


@register.filter
def breakable(name: str) -> SafeString:
    """A dotted name that may go on in the next line after a dot."""
    return mark_safe(escape(name).replace(".", ".<wbr>"))  # noqa: S308 - escaped


@register.filter
def python(text: str) -> SafeString:
    return mark_safe(rendering.code_html(text))  # noqa: S308 - escaped there


@register.filter
def without_columns(text: str) -> str:
    """Formatted SQL with a long SELECT list said in short: how many columns it reads."""
    found = SELECT_LIST.match(text)
    if not found or len(found["columns"]) <= LONG_SELECT_LIST:
        return text
    columns = counted(_top_level_commas(found["columns"]) + 1, "column")
    return f"{found['select']}/* {columns} */{text[found.end('columns'):]}"


def _top_level_commas(columns: str) -> int:
    """Commas between columns, not those inside a function's brackets or a quoted text."""
    depth = commas = 0
    for sign in QUOTED.sub("", columns):
        depth += (sign == "(") - (sign == ")")
        commas += sign == "," and depth == 0
    return commas


@register.filter
def backticks(text: str) -> SafeString:
    """A message of ours: escaped, with what stands in backticks as code."""
    pieces = text.split("`")
    html = ("<code>{}</code>" if place % 2 else "{}" for place in range(len(pieces)))
    return format_html("".join(html), *pieces) if len(pieces) % 2 else format_html("{}", text)


@register.filter
def lookup(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """`mapping[key]`, or None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def counted(number: int, noun: str) -> str:
    """`1 query`, `4,873 queries`."""
    return f"{number:,} {noun if number == 1 else IRREGULAR.get(noun, noun + 's')}"


@register.filter
def grouped(number: int) -> str:
    """`4,873`."""
    return f"{number:,}"


@register.filter
def on_lines(lines: Iterable[int]) -> str:
    """`line 3`, `lines 2, 3`, or nothing for no line."""
    return lines_named(tuple(lines))


@register.filter
def editor_rows(code: str) -> int:
    """How many lines a textarea shows, so that the editor that replaces it moves nothing."""
    return max(4, min(30, code.count("\n") + 2))


@register.filter
def without_last_newline(code: str) -> str:
    """A file ends in a newline; an editor that showed it would begin with an empty last line."""
    return code.removesuffix("\n")


@register.filter
def share_of(part: int, whole: int) -> int:
    """A bar's length out of 100."""
    return round(100 * part / whole) if whole else 0


@register.filter
def cell(value: Any) -> SafeString:
    """A table cell whose blanks, NULL, booleans and floats cannot be mistaken for something else."""
    if value is None:
        return mark_safe('<span class="cell-null">None</span>')
    if isinstance(value, bool):
        return format_html('<span class="cell-bool">{}</span>', value)
    if isinstance(value, float) and math.isfinite(value):
        return format_html("{}", repr(value))
    return text_cell(value) if isinstance(value, str) else format_html("{}", str(value))


def text_cell(text: str) -> SafeString:
    if not text:
        return mark_safe('<span class="cell-blank">(empty text)</span>')
    shown = text if len(text) <= LONG_CELL else text[: LONG_CELL - 1] + "…"
    start, end = _edges(shown)
    return format_html(
        '<span class="{}"{}>{}{}{}</span>',
        "cell-word" if len(text) <= SHORT_CELL else "cell-text",
        format_html(' title="{}"', text) if shown != text else "",
        _blanks(shown[:start]), shown[start:end], _blanks(shown[end:]),
    )


def _edges(text: str) -> tuple[int, int]:
    """Where the text inside its leading and trailing blanks begins and ends."""
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


def _blanks(blanks: str) -> SafeString | str:
    if not blanks:
        return ""
    return format_html('<span class="cell-blank">{}</span>', blanks.translate(BLANK_SIGNS))
