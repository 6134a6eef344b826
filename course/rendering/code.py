"""Python and SQL as highlighted HTML: classes only, so that the page's CSP and themes hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.sql import SqlLexer

LONGEST_HIGHLIGHTED = 20_000


class CodeFormatter(HtmlFormatter):  # type: ignore[type-arg]
    """Code that may be wider than the page: the block takes the keyboard's focus, so it can be scrolled with it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "noclasses": False, "wrapcode": True, "linenos": False})

    def _wrap_pre(self, inner: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        yield 0, '<pre tabindex="0">'
        yield from inner
        yield 0, "</pre>"


_PYTHON = PythonLexer(stripnl=False)
_SQL = SqlLexer(stripnl=False)
_CODE_BLOCK = CodeFormatter(cssclass="highlight")
_SQL_BLOCK = HtmlFormatter(cssclass="highlight sql", wrapcode=True)


@lru_cache(maxsize=1024)
def code_html(code: str) -> SafeString:
    """Python code, highlighted and escaped."""
    return _highlighted(code, _PYTHON, _CODE_BLOCK)


@lru_cache(maxsize=1024)
def sql_html(sql: str) -> SafeString:
    """SQL, highlighted and escaped as it stands (`format_sql` breaks it into lines)."""
    return _highlighted(sql, _SQL, _SQL_BLOCK)


def code_lines(code: str) -> list[SafeString]:
    """Each line of Python code, highlighted and escaped on its own."""
    lines = code.removesuffix("\n").split("\n")
    if len(code) > LONGEST_HIGHLIGHTED:
        return [mark_safe(escape(line)) for line in lines]  # noqa: S308 - escaped
    # Without a <pre> around it the formatter closes every span at the end of its line.
    html = highlight("\n".join(lines), _PYTHON, HtmlFormatter(nowrap=True)).split("\n")
    return [mark_safe(line) for line in html[: len(lines)]]  # noqa: S308 - Pygments escaped it


def _highlighted(text: str, lexer: Lexer, formatter: HtmlFormatter) -> SafeString:  # type: ignore[type-arg]
    if len(text) > LONGEST_HIGHLIGHTED:
        html = f'<div class="{formatter.cssclass}"><pre tabindex="0"><code>{escape(text)}</code></pre></div>'
    else:
        html = highlight(text, lexer, formatter)
    return mark_safe(html)  # noqa: S308 - Pygments and escape() leave no markup of the text's own
