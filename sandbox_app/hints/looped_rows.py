"""Loops over rows that add up, choose or end early what the database could."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress

from django.db.models import DecimalField, FloatField, IntegerField

from sandbox_app.hints.hint import Hint
from sandbox_app.hints.lookups import CannotSay, RowWords
from sandbox_app.hints.loops import RowLoop, stored_inside
from sandbox_app.hints.reading import Reading, is_call
from sandbox_app.hints.whole_rows import AGGREGATES
from sandbox_app.hints.words import unparsed

SUMMED = (IntegerField, FloatField, DecimalField)
MEANS = ("mean", "fmean")


def loop_uses(reading: Reading, loops: list[RowLoop]) -> Iterator[Hint]:
    """Sums, choices and early ends of loops over rows."""
    for loop in loops:
        words = RowWords(loop.row, loop.model, stored_inside(loop.holder) - {loop.row}, reading.texts)
        hint = _aggregate(reading, loop, words) or _filter(reading, loop, words) or _early_end(loop)
        if hint:
            yield hint


def _aggregate(reading: Reading, loop: RowLoop, words: RowWords) -> Hint | None:
    """`sum(post.views for post in posts)`, or a loop that does nothing but add."""
    found = _summed_in_statement(loop) if isinstance(loop.holder, ast.For) else _summed_in_brackets(reading, loop)
    if found is None:
        return None
    function, value, tests, line = found
    try:
        where = f"filter({words.condition(tests)})." if tests else ""
        column = words.number(value)
        if not all(isinstance(field, SUMMED) for field in words.fields(value)):
            return None
    except CannotSay:
        return None
    if where and not loop.fetch.can_be_filtered:
        return None
    if isinstance(value, ast.Constant):
        ends = "count()" if value.value == 1 and function == "Sum" else ""
    else:
        ends = _aggregating(function, column, loop.row, value)
    if not ends:
        return None
    fix = loop.rows.then(f"{where}{ends}")
    return Hint("python_side_aggregate", line, loop.loop_line, loop.fetch.line, _relation(loop, value), fix,
                "Count" if ends == "count()" else function, loop.fetch.column)


def _aggregating(function: str, column: ast.expr, row: str, value: ast.expr) -> str:
    name = next((name for name, known in AGGREGATES.values() if known == function), "mean")
    if not any(isinstance(part, ast.Name) and part.id == row for part in ast.walk(value)):
        return ""
    if isinstance(column, ast.Call) and isinstance(column.func, ast.Name) and column.func.id == "F":
        column = column.args[0]
    return f'aggregate({name}={function}({unparsed(column)}))["{name}"]'


def _summed_in_brackets(reading: Reading, loop: RowLoop) -> tuple[str, ast.expr, list[ast.expr], int] | None:
    holder, parent = loop.holder, reading.parents[loop.holder]
    if not isinstance(holder, (ast.GeneratorExp, ast.ListComp)) or len(holder.generators) > 1:
        return None
    if not isinstance(parent, ast.Call) or parent.args != [holder] or parent.keywords:
        return None
    name = getattr(parent.func, "id", getattr(parent.func, "attr", ""))
    function = AGGREGATES[name][1] if is_call(parent, *AGGREGATES) else "Avg" if name in MEANS else ""
    return (function, holder.elt, loop.tests, parent.lineno) if function else None


def _summed_in_statement(loop: RowLoop) -> tuple[str, ast.expr, list[ast.expr], int] | None:
    holder = loop.holder
    if not isinstance(holder, ast.For) or holder.orelse or len(holder.body) != 1:
        return None
    first, tests = holder.body[0], []
    if isinstance(first, ast.If) and not first.orelse and len(first.body) == 1:
        first, tests = first.body[0], [first.test]
    if isinstance(first, ast.AugAssign) and isinstance(first.op, ast.Add) and isinstance(first.target, ast.Name):
        return "Sum", first.value, tests, first.lineno
    return None


def _filter(reading: Reading, loop: RowLoop, words: RowWords) -> Hint | None:
    """Rows that are looked at and left out again."""
    if _needs_all(reading, loop):
        return None
    for tests, end in _choices(reading, loop):
        if tests and loop.fetch.can_be_filtered and not _used_besides(tests, loop):
            with suppress(CannotSay):
                fix = loop.rows.then(f"filter({words.condition(tests)}){end}")
                relation, fetch = _relation(loop, tests[0]), loop.fetch
                line = tests[0].lineno
                return Hint("python_side_filter", line, loop.loop_line, fetch.line, relation, fix, "", fetch.column)
    return None


def _needs_all(reading: Reading, loop: RowLoop) -> bool:
    """Whether the rows that are left out matter: they are numbered, or the last of them is used after the loop."""
    inside = set(ast.walk(loop.holder))
    is_numbered = any(isinstance(use.ctx, ast.Load) for use in reading.names.get(loop.number, ()) if use in inside)
    after = (use for use in reading.names[loop.row] if isinstance(use.ctx, ast.Load) and use not in inside)
    is_statement = isinstance(loop.holder, ast.For)
    return is_numbered or (is_statement and any(not reading.is_set_around(use) for use in after))


def _choices(reading: Reading, loop: RowLoop) -> Iterator[tuple[list[ast.expr], str]]:
    """Tests that choose among the rows, and what is asked of the chosen ones."""
    parent, given = reading.parents[loop.holder], getattr(loop.holder, "elt", None)
    tests = _choosing_tests(loop)
    if is_call(parent, "any") and given is not None:
        yield (tests if isinstance(given, ast.Constant) else [*tests, given]), ".exists()"
    yield tests, ".count()" if is_call(parent, "len") else ""


def _choosing_tests(loop: RowLoop) -> list[ast.expr]:
    holder = loop.holder
    if not isinstance(holder, ast.For):
        return loop.tests
    first = holder.body[0]
    if not isinstance(first, ast.If) or first.orelse or holder.orelse:
        return []
    if len(holder.body) == 1:
        return [] if any(isinstance(node, (ast.Break, ast.Return)) for node in ast.walk(first)) else [first.test]
    if len(first.body) == 1 and isinstance(first.body[0], ast.Continue):
        is_not = isinstance(first.test, ast.UnaryOp) and isinstance(first.test.op, ast.Not)
        opposite = first.test.operand if is_not else ast.UnaryOp(ast.Not(), first.test)
        return [ast.copy_location(opposite, first.test)]
    return []


def _used_besides(tests: list[ast.expr], loop: RowLoop) -> bool:
    """Whether another name of the tests is also used in the rest of the loop: it may change from row to row."""
    inside = {node for test in tests for node in ast.walk(test)}
    names = {node.id for node in inside if isinstance(node, ast.Name)} - {loop.row}
    nodes = loop.holder.body if isinstance(loop.holder, ast.For) else [loop.holder]
    others = (node for part in nodes for node in ast.walk(part) if node not in inside)
    return any(isinstance(node, ast.Name) and node.id in names for node in others)


def _early_end(loop: RowLoop) -> Hint | None:
    """A loop that always ends after its first row."""
    holder = loop.holder
    if isinstance(holder, ast.For) and isinstance(holder.body[-1], (ast.Break, ast.Return)) and not _goes_on(holder):
        line, fix = holder.body[-1].lineno, loop.rows.sliced(":1")
        return Hint("over_fetch", line, loop.loop_line, loop.fetch.line, "", fix, "rows:1", loop.fetch.column)
    return None


def _goes_on(loop: ast.For) -> bool:
    return any(isinstance(node, ast.Continue) for node in ast.walk(loop))


def _relation(loop: RowLoop, value: ast.expr) -> str:
    """`Post.views`: the first attribute of the row that the expression reads."""
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == loop.row:
            return f"{loop.model.__name__}.{node.attr}"
    return ""
