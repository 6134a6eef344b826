"""SQL of a chain's link with what is new in it marked; columns that stay are counted, not listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe
from pygments import lex
from pygments.lexers.sql import SqlLexer
from pygments.token import STANDARD_TYPES, _TokenType

from course.domain.insight.sql_parts import SqlPart

SHORTEST_LIST = 70
LONGEST_MARKED = 20_000
_LEXER = SqlLexer(stripnl=False, ensurenl=False)
_LINE_ENDS = re.compile(r"(\s*\n\s*|^\s+|\s+$)")
_SELECT_LIST = re.compile(r"SELECT (?:DISTINCT )?(.*?)(?=\nFROM |$)", re.DOTALL)


def marked_sql_html(parts: Sequence[SqlPart]) -> SafeString:
    """One block; each piece that was added or changed is in a `<mark>`."""
    html = "".join(_coloured(part.text) if part.change == "same" else _marked(part.text) for part in _folded(parts))
    return mark_safe(f'<div class="highlight sql"><pre tabindex="0"><code>{html}</code></pre></div>')  # noqa: S308


def _folded(parts: Sequence[SqlPart]) -> Iterator[SqlPart]:
    """The parts; a long run of columns that stay is said in short."""
    found = _SELECT_LIST.match("".join(part.text for part in parts))
    start, end = found.span(1) if found else (0, 0)
    at = 0
    for part in parts:
        first, last = max(start - at, 0), min(end - at, len(part.text))
        at += len(part.text)
        if part.change == "same" and last - first > SHORTEST_LIST:
            text = f"{part.text[:first]}{_counted(part.text[first:last])}{part.text[last:]}"
            yield SqlPart(text, "same")
        else:
            yield part


def _counted(columns: str) -> str:
    number = sum(column.strip() != "" for column in columns.split(","))
    before = ", " if columns.startswith(",") else ""
    after = ",\n       " if columns.rstrip().endswith(",") else ""
    return f"{before}/* {number} columns */{after}"


def _marked(text: str) -> str:
    """Each line in a mark of its own, from where its text begins to where it ends."""
    return "".join(f"<mark>{_coloured(piece)}</mark>" if piece.strip() else piece for piece in _LINE_ENDS.split(text))


def _coloured(text: str) -> str:
    if len(text) > LONGEST_MARKED:
        return escape(text)
    return "".join(_token(kind, piece) for kind, piece in lex(text, _LEXER))


def _token(kind: _TokenType, piece: str) -> str:
    name = STANDARD_TYPES.get(kind, "")
    return f'<span class="{name}">{escape(piece)}</span>' if name and name != "w" else escape(piece)
