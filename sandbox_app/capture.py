"""Where a statement came from: the learner's line, the loop around it, and which part of the ORM asked.

All of it is told by the learner's own process: good for display and advice, never for a grade.
"""

from __future__ import annotations

import ast
import sys
from types import FrameType
from typing import Any

from sandbox_app import origins
from sandbox_app.hints.fetches import Fetches

FILENAME = "answer.py"
MOST_FRAMES = 200
# Beyond this many statements the broker keeps no details, so there is nothing left to look up.
MOST_LOOKUPS = 1_000

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Source:
    """The learner's program: which loop surrounds each line, and where its answer is given."""

    def __init__(self, tree: ast.Module) -> None:
        self.loops: dict[int, int] = {}
        # A copy: the harness takes the last expression out of the tree.
        self.tree = ast.Module(list(tree.body), [])
        self.answer_line = _answer_line(tree)
        self._visit(tree)

    def _visit(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, _LOOPS):
                self._mark(child.body[0].lineno, child.end_lineno, child.lineno)
            elif isinstance(child, _COMPREHENSIONS):
                self._mark(child.lineno, child.end_lineno, child.lineno)
            self._visit(child)

    def _mark(self, first: int, last: int | None, loop: int) -> None:
        for line in range(first, (last or first) + 1):
            self.loops[line] = loop


def _answer_line(tree: ast.Module) -> int | None:
    """The line to name for a lazy answer: the last `return` of `solve`, or the last expression."""
    solves = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "solve"]
    if solves:
        returns = [node.lineno for node in ast.walk(solves[-1]) if isinstance(node, ast.Return)]
        return max(returns, default=solves[-1].lineno)
    return tree.body[-1].lineno if tree.body else None


class Whereabouts:
    """Called for each statement: `[line, loop line, [kind, relation, method] or None]`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fetches = Fetches()
        self.lookups = 0
        # Set while the answer is consumed: no frame of the learner is on the stack then.
        self.answer_line: int | None = None

    def __call__(self) -> list[Any]:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            return [None, None, None]
        line, asked = _line_and_frames(sys._getframe(2))
        line = line or self.answer_line
        loop_line = self.source.loops.get(line) if line else None
        told = origins.origin(asked) if asked else None
        if told is None:
            return [line, loop_line, None]
        if line is not None:
            self.fetches.note(line, *told)
        return [line, loop_line, told[0]]


def _line_and_frames(frame: FrameType | None) -> tuple[int | None, list[FrameType]]:
    """The learner's innermost line, and the ORM's frames that called it or that it called; the innermost first."""
    line, asked = None, []
    for _ in range(MOST_FRAMES):
        if frame is None:
            break
        if frame.f_code.co_filename == FILENAME:
            line = line or frame.f_lineno
            if asked:
                break
        elif id(frame.f_code) in origins.READERS:
            asked.append(frame)
        frame = frame.f_back
    return line, asked
