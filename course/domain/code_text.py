"""Python code as text with places: where each part of it stands, and edits that touch nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


class CodeText:
    """A program, its tree, and what surrounds each node. Raises one of UNREADABLE for what is no program."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.tree = ast.parse(code)
        self._lines = code.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def ancestors(self, node: ast.AST) -> list[ast.AST]:
        """What surrounds the node, innermost first."""
        found = []
        while node in self.parents:
            node = self.parents[node]
            found.append(node)
        return found

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        return self._place(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)

    def text(self, node: ast.expr | ast.stmt) -> str:
        return self.code[self.start(node) : self.end(node)]

    def stands_where_it_says(self, node: ast.expr) -> bool:
        """Before Python 3.12 what stands inside an f-string may be said to stand elsewhere."""
        try:
            return ast.dump(ast.parse(f"({self.text(node)}\n)", mode="eval").body) == ast.dump(node)
        except UNREADABLE:
            return False

    def on_line(self, line: int, kind: type[ast.expr]) -> list[ast.expr]:
        """Expressions of a kind that stand on the line, at least in part; those that end there first."""
        found = [
            node for node in ast.walk(self.tree)
            if isinstance(node, kind) and node.lineno <= line <= (node.end_lineno or node.lineno)
        ]  # fmt: skip
        return sorted(found, key=lambda node: (node.end_lineno != line, self.start(node)))

    def edited(self, edits: Iterable[Edit]) -> str | None:
        """The code with all edits made, or None where two of them touch the same characters."""
        code, reached = self.code, len(self.code) + 1
        for edit in sorted(set(edits), key=lambda one: (one.start, one.end), reverse=True):
            if edit.end > reached or (edit.end == edit.start == reached):
                return None
            code, reached = f"{code[: edit.start]}{edit.text}{code[edit.end :]}", edit.start
        return code

    def _place(self, line: int, column: int) -> int:
        """`column` counts bytes of UTF-8, as Python's compiler does."""
        if line > len(self._lines):
            return len(self.code)
        before = self._lines[line - 1].encode()[:column].decode("utf-8", "ignore")
        return self._starts[line - 1] + len(before)
