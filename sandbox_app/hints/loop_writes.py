"""Loops that save or create objects one by one, and the one call that does the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sandbox_app.hints.hint import Hint
from sandbox_app.hints.lookups import CannotSay, RowWords
from sandbox_app.hints.loops import RowLoop, stored_inside, without_enumerate
from sandbox_app.hints.reading import Reading
from sandbox_app.hints.words import unparsed

# What each object may pass through: a loop over it, or a function that a loop calls.
Pass = ast.For | ast.FunctionDef | ast.AsyncFunctionDef
PASSES = (ast.For, ast.FunctionDef, ast.AsyncFunctionDef)
JOINED = re.compile(r'\bF\("\w*__')


def saves(reading: Reading, loops: list[RowLoop]) -> Iterator[Hint]:
    """`post.views += 1; post.save()` in a loop over posts or any objects, or in a function that is given one."""
    known = {loop.holder: loop for loop in loops}
    for node in reading.nodes:
        for row in _rows_of(node) if isinstance(node, PASSES) else ():
            columns = _changed(node, row)
            fix = (_update(reading, node, known[node]) if node in known else "") or _bulk_update(node, columns)
            for line in _save_lines(node, row) if columns else ():
                yield Hint("save_in_loop", line, node.lineno, node.lineno, columns[0], fix)


def _rows_of(node: Pass) -> list[str]:
    if not isinstance(node, ast.For):
        return [one.arg for one in node.args.args]
    target = without_enumerate(node.target, node.iter)[0]
    return [target.id] if isinstance(target, ast.Name) else []


def _save_lines(loop: Pass, row: str) -> list[int]:
    return [node.lineno for node in ast.walk(loop) if isinstance(node, ast.Call) and _is_method(node, row, "save")]


def _is_method(node: ast.Call, owner: str, name: str) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and func.attr == name and getattr(func.value, "id", "") == owner


def _changed(loop: Pass, row: str) -> list[str]:
    """The attributes of the row that are set there, in order."""
    found = (node for part in loop.body for node in ast.walk(part))
    return list(dict.fromkeys(
        node.attr for node in found
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and getattr(node.value, "id", "") == row
    ))


def _bulk_update(loop: Pass, columns: list[str]) -> str:
    iterated = getattr(loop, "iter", None)
    rows = iterated.id if isinstance(iterated, ast.Name) else "objects"
    names = ", ".join(f'"{name}"' for name in columns)
    return f"bulk_update({rows}, [{names}])"


def _update(reading: Reading, node: Pass, loop: RowLoop) -> str:
    """`update()` where every new value can be said in SQL; else ""."""
    words = RowWords(loop.row, loop.model, stored_inside(node) - {loop.row}, reading.texts)
    body, where = node.body, ""
    if not loop.fetch.can_be_filtered or getattr(node, "orelse", None):
        return ""
    try:
        if len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
            body, where = body[0].body, f"filter({words.condition([body[0].test])})."
        steps = [_assignments(statement, words, loop.row) for statement in body[:-1]]
    except CannotSay:
        return ""
    values = [pair for step in steps for pair in step]
    if _reads_back(steps) or len(dict(values)) < len(values) or not _is_save(body[-1], loop.row):
        return ""
    return f"{where}update({', '.join(f'{name}={value}' for name, value in values)})"


def _reads_back(steps: list[list[tuple[str, str]]]) -> bool:
    """Whether a later step reads what an earlier one set: SQL sets all columns at once, from the old values."""
    earlier: set[str] = set()
    for step in steps:
        if any(f'F("{name}")' in value for _, value in step for name in earlier):
            return True
        earlier |= {name for name, _ in step}
    return False


def _is_save(node: ast.stmt, row: str) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _is_method(node.value, row, "save")


def _assignments(node: ast.stmt, words: RowWords, row: str) -> list[tuple[str, str]]:
    """(column, value) of `post.views = …`, `post.views += …` or `post.a, post.b = …`. Raises CannotSay."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute):
        before = ast.Attribute(node.target.value, node.target.attr, ast.Load())
        return [_assignment(node.target, ast.BinOp(before, node.op, node.value), words, row)]
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        raise CannotSay
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        return [_assignment(one, new, words, row) for one, new in zip(target.elts, value.elts, strict=True)]
    return [_assignment(target, value, words, row)]


def _assignment(target: ast.expr, value: ast.expr, words: RowWords, row: str) -> tuple[str, str]:
    if not isinstance(target, ast.Attribute) or getattr(target.value, "id", "") != row:
        raise CannotSay
    words.column(ast.Attribute(target.value, target.attr, ast.Load()))
    return target.attr, set_value(words, value)


def set_value(words: RowWords, value: ast.expr) -> str:
    """What `update()` can set a column to: nothing that is read of another row. Raises CannotSay."""
    said = words.value(value)
    if JOINED.search(said):
        raise CannotSay
    return said


def creations(reading: Reading) -> Iterator[Hint]:
    """`Tag.objects.create(name=name)` as all that a loop does, or as the item of a list; without names: "" as fix."""
    for node in reading.nodes:
        if isinstance(node, ast.Call):
            created = _created(node)
            loops = reading.repeated_by(node)
            if created and loops:
                yield _creation(reading, node, created, loops)


def _creation(reading: Reading, node: ast.Call, created: ast.Call, loops: list[ast.AST]) -> Hint:
    loop = loops[0]
    target, iterated = getattr(loop, "target", None), getattr(loop, "iter", None)
    fix = ""
    if target is not None and iterated is not None and len(loops) == 1 and _is_all(reading, node, loop):
        inside = ast.ListComp(created, [ast.comprehension(target, iterated, getattr(loop, "ifs", []), 0)])
        fix = f"bulk_create({unparsed(inside)})"
    held_back = any(isinstance(parent, ast.Try) for parent in _parents(reading, node, loop))
    line = getattr(loop, "lineno", node.lineno)
    return Hint("create_in_loop", node.lineno, line, node.lineno, "", fix, "try" if held_back else "")


def _created(node: ast.Call) -> ast.Call | None:
    """`Tag(…)` for `Tag.objects.create(…)` and for `Tag(…).save()`."""
    func = node.func
    if not isinstance(func, ast.Attribute):
        return None
    owner = func.value
    if func.attr == "create" and isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
        return ast.Call(owner.value, node.args, node.keywords) if owner.attr == "objects" else None
    is_new = func.attr == "save" and isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name)
    return owner if is_new and isinstance(owner, ast.Call) else None


def _is_all(reading: Reading, node: ast.Call, loop: ast.AST) -> bool:
    """Whether the loop does this and nothing else, and nothing uses what it gives."""
    parent = reading.parents[node]
    if isinstance(loop, ast.For):
        return len(loop.body) == 1 and loop.body[0] is parent and isinstance(parent, ast.Expr) and not loop.orelse
    return isinstance(parent, ast.ListComp) and parent.elt is node and parent.generators == [loop]


def _parents(reading: Reading, node: ast.AST, end: ast.AST) -> list[ast.AST]:
    found = []
    while (node := reading.parents.get(node, end)) is not end:
        found.append(node)
    return found
