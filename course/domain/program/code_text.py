"""Python code as text with places: where each part of it stands, and edits that touch nothing else."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

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
        self._lines = list(io.StringIO(code))  # what Python takes for lines, and no more
        self._on_lines: dict[int, list[ast.expr]] = {}
        self.line_starts = [0, *accumulate(map(len, self._lines))]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Each node before those within it."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

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

    def whole(self, node: ast.expr) -> str:
        """The expression's text as it can stand anywhere: in brackets, where it goes over several lines without any."""
        text = self.text(node)
        return text if "\n" not in text or _stands_alone(text) else f"({text})"

    def line_start(self, place: int) -> int:
        return self.code.rfind("\n", 0, place) + 1

    def next_line(self, place: int) -> int:
        """Where the line after that of `place` begins."""
        return (self.code.find("\n", place) + 1) or len(self.code)

    def stands_where_it_says(self, node: ast.expr) -> bool:
        """Before Python 3.12 what stands inside an f-string may be said to stand elsewhere."""
        try:
            return ast.dump(ast.parse(f"({self.text(node)}\n)", mode="eval").body) == ast.dump(node)
        except UNREADABLE:
            return False

    def on_line(self, line: int, kind: type[ast.expr]) -> list[ast.expr]:
        """Expressions of a kind that stand on the line, at least in part, those that end there first; then what stands
        within an expression that begins there: Python names its first line for all of it."""
        if line not in self._on_lines:
            self._on_lines[line] = self._on_line(line)
        return [node for node in self._on_lines[line] if isinstance(node, kind)]

    def near(self, line: int, column: int) -> frozenset[ast.AST]:
        """The expressions around a place (its column in bytes, from 0), and those within one that begins there."""
        place, found = (line, column), set[ast.AST]()
        for node in self.on_line(line, ast.expr):
            if (node.lineno, node.col_offset) <= place < (node.end_lineno or line, node.end_col_offset or column):
                found.update(ast.walk(node) if (node.lineno, node.col_offset) == place else [node])
        return frozenset(found)

    def _on_line(self, line: int) -> list[ast.expr]:
        nodes = (node for node in self.nodes if isinstance(node, ast.expr))
        found = dict.fromkeys(node for node in nodes if _covers(node, line))
        begun = [node for node in found if node.lineno == line != getattr(self.parents.get(node), "lineno", 0)]
        found |= dict.fromkeys(inner for node in begun for inner in ast.walk(node) if isinstance(inner, ast.expr))
        return sorted(found, key=lambda node: (not _covers(node, line), node.end_lineno != line, self.start(node)))

    def edited(self, edits: Iterable[Edit]) -> str | None:
        """The code with all edits made, or None where two of them touch the same characters."""
        code, reached, before = self.code, len(self.code) + 1, Edit(-1, -1, "")
        for edit in sorted(set(edits), key=lambda one: (one.start, one.end), reverse=True):
            if edit.end > reached or (edit.start, edit.end) == (before.start, before.end):
                return None
            code, reached, before = f"{code[: edit.start]}{edit.text}{code[edit.end :]}", edit.start, edit
        return code

    def _place(self, line: int, column: int) -> int:
        """`column` counts bytes of UTF-8, as Python's compiler does."""
        if line > len(self._lines):
            return len(self.code)
        before = self._lines[line - 1].encode()[:column].decode("utf-8", "ignore")
        return self.line_starts[line - 1] + len(before)


def _covers(node: ast.expr, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _stands_alone(text: str) -> bool:
    try:
        return bool(ast.parse(text, mode="eval"))
    except UNREADABLE:
        return False
