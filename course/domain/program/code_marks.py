"""What an editor marks before a run: code that is no Python, and what pyflakes finds in code that is."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyflakes import checker, messages

from course.domain.program.code_text import UNREADABLE

MOST_MARKS = 50
ERRORS = (
    messages.UndefinedName, messages.UndefinedLocal, messages.ReturnOutsideFunction, messages.YieldOutsideFunction,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeMark:
    """line from 1, column from 0, in characters. severity: "error" (it cannot run so) or "warning"."""

    line: int
    column: int
    message: str
    severity: str


def code_marks(code: str, scope: Collection[str]) -> tuple[CodeMark, ...]:
    """In order. `scope`: the names that are there without an import."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        return (CodeMark(error.lineno or 1, max(0, (error.offset or 1) - 1), f"{error.msg}.".capitalize(), "error"),)
    except UNREADABLE:
        return ()
    return tuple(sorted(_found(tree, code.splitlines(), scope), key=lambda mark: (mark.line, mark.column)))[:MOST_MARKS]


def _found(tree: ast.Module, lines: list[str], scope: Collection[str]) -> Iterator[CodeMark]:
    try:
        found = checker.Checker(tree, builtins=set(scope)).messages
    except RecursionError:
        return
    for one in found:
        line = lines[one.lineno - 1] if 0 < one.lineno <= len(lines) else ""
        column = len(line.encode()[: one.col].decode("utf-8", "ignore"))
        text = str(one.message % one.message_args)
        yield CodeMark(
            one.lineno, column, f"{text[:1].upper()}{text[1:]}.", "error" if isinstance(one, ERRORS) else "warning"
        )
