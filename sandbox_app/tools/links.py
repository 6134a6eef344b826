"""The links of a chain such as `Post.objects.filter(…)[:10]`, and where each stands in the source."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """One `.name`, `.name(…)` or `[…]`. `node`: the chain up to its end; `name`: "" for a subscript."""

    node: ast.expr
    before: ast.expr
    name: str
    attribute: ast.Attribute | None

    @property
    def is_call(self) -> bool:
        return isinstance(self.node, ast.Call)


def links_of(node: ast.expr) -> tuple[ast.expr, list[Link]]:
    """(what the chain begins with, its links from left to right)."""
    links: list[Link] = []
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            links.append(Link(node, node.func.value, node.func.attr, node.func))
        elif isinstance(node, ast.Attribute):
            links.append(Link(node, node.value, node.attr, node))
        elif isinstance(node, ast.Subscript):
            links.append(Link(node, node.value, "", None))
        else:
            return node, links[::-1]
        node = links[-1].before


def arguments_of(link: Link) -> list[ast.expr]:
    """The expressions inside a link's parentheses or brackets."""
    if isinstance(link.node, ast.Call):
        return [*link.node.args, *(keyword.value for keyword in link.node.keywords)]
    return [link.node.slice] if isinstance(link.node, ast.Subscript) else []


class SourceText:
    """A program's text; `ast` counts columns in bytes of UTF-8, people count characters."""

    def __init__(self, code: str) -> None:
        self.text = code.encode()
        self.starts = [0]
        for line in self.text.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, root: ast.expr | None, link: Link | None, node: ast.expr) -> dict[str, Any]:
        """Text, lines (from 1) and columns (from 0, in characters) of one step; with `root`, from its beginning."""
        end = self.end(node)
        start = self.starts[root.lineno - 1] + root.col_offset if root is not None else self._start(link, end)
        line, column = self.line_and_column(start)
        end_line, end_column = self.line_and_column(end)
        return {
            "source": self.text[start:end].decode("utf-8", "replace"), "line": line, "column": column,
            "end_line": end_line, "end_column": end_column,
        }  # fmt: skip

    def end(self, node: ast.expr) -> int:
        return self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)

    def _start(self, link: Link | None, end: int) -> int:
        """Where a link's own text begins: its dot, or its bracket."""
        assert link is not None
        before = self.end(link.before)
        if link.attribute is None:
            return max(self.text.find(b"[", before, end), before)
        name_at = self.end(link.attribute) - len(link.attribute.attr.encode())
        return max(self.text.rfind(b".", before, name_at), before)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = sum(start <= offset for start in self.starts)
        return line, len(self.text[self.starts[line - 1] : offset].decode("utf-8", "replace"))
