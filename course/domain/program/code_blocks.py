"""Statements as lines of a program: where something can stand before or after them, and what goes with them."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator

from course.domain.program.bindings import BRACKETS
from course.domain.program.code_text import CodeText, Edit

LOOPS = (ast.For, ast.AsyncFor, ast.While)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def statement_of(text: CodeText, node: ast.AST) -> ast.stmt | None:
    """The statement that the node is a part of, or is."""
    return next((one for one in (node, *text.ancestors(node)) if isinstance(one, ast.stmt)), None)


def indentation(text: CodeText, statement: ast.stmt) -> str | None:
    """What stands before the statement on its line; None where that is more than spaces, or where it is an `elif`."""
    start = text.start(statement)
    before = text.code[text.line_start(start) : start]
    return None if before.strip() or text.code.startswith("elif", start) else before


def stored_in(node: ast.AST) -> set[str]:
    """The names that get a value in there, arguments of functions among them."""
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load)}
    return found | {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}


def names_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def first_use(text: CodeText, node: ast.expr, needed: set[str]) -> ast.stmt | None:
    """The statement before which a thing that needs those names can be made once for all passes of the loops around
    `node`; None where brackets or a lambda around it set one of them, or where no line can stand there."""
    statement = statement_of(text, node)
    around = text.ancestors(node)
    if statement is None or not needed.isdisjoint(_set_around(around[: around.index(statement)])):
        return None
    place = statement
    for outer in text.ancestors(statement):
        if isinstance(outer, SCOPES) or (isinstance(outer, LOOPS) and not needed.isdisjoint(stored_in(outer))):
            break
        place = outer if isinstance(outer, LOOPS) else place
    return place if indentation(text, place) is not None else None


def is_in_brackets(text: CodeText, node: ast.expr) -> bool:
    """Whether brackets or a lambda compute the node once for each of their rows."""
    around = [node, *text.ancestors(node)]
    return any(isinstance(outer, ast.Lambda) or (isinstance(outer, BRACKETS) and outer.generators[0].iter not in around)
               for outer in around)


def _set_around(around: Iterable[ast.AST]) -> Iterator[str]:
    for one in around:
        for part in getattr(one, "generators", [one.args] if isinstance(one, ast.Lambda) else []):
            yield from stored_in(part)


def outermost_loop(text: CodeText, node: ast.AST) -> ast.stmt | None:
    """The outermost loop statement around the node in its function, where lines can stand before it."""
    found: ast.stmt | None = None
    for outer in text.ancestors(node):
        if isinstance(outer, SCOPES):
            break
        found = outer if isinstance(outer, LOOPS) else found
    return found if found is not None and indentation(text, found) is not None else None


def has_comment(text: CodeText, start: int, end: int) -> bool:
    """Whether a comment begins between these places."""
    if "#" not in text.code[start:end]:
        return False
    tokens = tokenize.generate_tokens(io.StringIO(text.code).readline)
    comments = (token.start for token in tokens if token.type == tokenize.COMMENT)
    return any(start <= text.line_starts[line - 1] + column < end for line, column in comments)


def lines_taken_out(text: CodeText, start: int, end: int) -> Edit | None:
    """The whole lines from that of `start` to that of `end` go; None where a comment would go with them."""
    first, behind = text.line_start(start), text.next_line(end)
    return None if has_comment(text, first, behind) else Edit(first, behind, "")


def moved_left(text: CodeText, body: list[ast.stmt], width: int) -> list[Edit] | None:
    """The lines of the body with that many spaces less; None where a text over several lines would change."""
    if any(isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno != node.lineno
           for statement in body for node in ast.walk(statement)):
        return None
    found, place, end = [], text.line_start(text.start(body[0])), text.end(body[-1])
    while place < end:
        spaces = text.code[place : place + width]
        if spaces.isspace() and "\n" not in spaces:
            found.append(Edit(place, place + width, ""))
        place = text.next_line(place)
    return found
