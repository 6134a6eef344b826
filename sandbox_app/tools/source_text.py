"""Where the links of a chain such as `Post.objects.filter(…)[:10]` stand in the source."""

from __future__ import annotations

import ast
from typing import Any

from sandbox_app.links import Link


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
        attribute = link.node.func if isinstance(link.node, ast.Call) else link.node
        if not isinstance(attribute, ast.Attribute):
            return max(self.text.find(b"[", before, end), before)
        name_at = self.end(attribute) - len(attribute.attr.encode())
        return max(self.text.rfind(b".", before, name_at), before)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = sum(start <= offset for start in self.starts)
        return line, len(self.text[self.starts[line - 1] : offset].decode("utf-8", "replace"))
