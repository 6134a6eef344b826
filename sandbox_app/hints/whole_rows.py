"""Rows that are fetched to be counted, tested, cut off or added up as a whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import loaded_by
from sandbox_app.hints.reading import Reading, Rows, is_call

# The words for Python's functions over rows: the name of the result, and the database's function.
AGGREGATES = {"sum": ("total", "Sum"), "max": ("most", "Max"), "min": ("least", "Min")}
NONE_OR_SOME = {(ast.Gt, 0): "", (ast.NotEq, 0): "", (ast.GtE, 1): "", (ast.Eq, 0): "not ", (ast.Lt, 1): "not "}


def whole_uses(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    """`len(posts)`, `if posts`, `list(posts)[:5]`, `sum(posts.values_list("views", flat=True))`; nothing where the
    program has more such uses on a line than statements were sent from there."""
    found = [(hint, fetch) for node in reading.nodes for hint, fetch in _whole_uses(reading, fetches, node)]
    for hint, fetch in found:
        if sum(other is fetch for _, other in found) <= fetch.times:
            yield hint


def _whole_uses(reading: Reading, fetches: Fetches, node: ast.AST) -> Iterator[tuple[Hint, Fetch]]:
    for rows_of, advice in USES:
        given = rows_of(node)
        rows = reading.rows(given) if given is not None else None
        fetch = loaded_by(reading, fetches, rows) if rows else None
        if rows and fetch and (hint := advice(reading, node, rows, fetch)):
            yield hint, fetch


def _counted(node: ast.AST) -> ast.expr | None:
    return node.args[0] if is_call(node, "len") and len(node.args) == 1 else None


def _counting(reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint:
    parent = reading.parents[node]
    fix = rows.then("count()")
    if isinstance(parent, ast.Compare) and parent.left is node and isinstance(parent.comparators[0], ast.Constant):
        negated = NONE_OR_SOME.get((type(parent.ops[0]), parent.comparators[0].value))
        fix = fix if negated is None or len(parent.ops) > 1 else f"{negated}{rows.then('exists()')}"
    return Hint("len_instead_of_count", node.lineno, 0, fetch.line, "", fix, "", fetch.column)


def _tested(node: ast.AST) -> ast.expr | None:
    if is_call(node, "bool") and len(node.args) == 1:
        return node.args[0]
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        negated = isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        tested = node.test.operand if negated else node.test
        # Whatever else may be tested (a method's answer, say) sends no statement for whole rows.
        return tested if isinstance(tested, (ast.Name, ast.Call)) else None
    return None


def _testing(_reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint:
    return Hint("over_fetch", rows.node.lineno, 0, fetch.line, "", rows.then("exists()"), "exists", fetch.column)


def _cut(node: ast.AST) -> ast.expr | None:
    """`list(posts)` of `list(posts)[:5]`, or `posts` of `posts[:5]` where `posts` is a list."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load) or _most(node.slice) is None:
        return None
    return node.value if isinstance(node.value, ast.Name) or is_call(node.value, "list", "tuple") else None


def _most(index: ast.expr) -> int | None:
    """How many rows an index or a slice from the beginning needs."""
    if isinstance(index, ast.Slice):
        most = _number(index.upper)
        return most if index.step is None and (index.lower is None or _number(index.lower) is not None) else None
    place = _number(index)
    return None if place is None else place + 1


def _number(node: ast.expr | None) -> int | None:
    """A whole number that is written out; a negative one is an operation, and so none."""
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _cutting(_reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint | None:
    if not rows.listed:
        return None
    most = _most(node.slice)
    fix = rows.sliced(ast.unparse(node.slice))
    return Hint("over_fetch", node.lineno, 0, fetch.line, "", fix, f"rows:{most}", fetch.column)


def _added_up(node: ast.AST) -> ast.expr | None:
    return node.args[0] if is_call(node, *AGGREGATES) and len(node.args) == 1 and not node.keywords else None


def _adding_up(_reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint | None:
    """Values of one column: the field is what `values_list()` names."""
    last = rows.node
    if fetch.shape != "flat" or not isinstance(last, ast.Call) or not isinstance(last.func, ast.Attribute):
        return None
    if last.func.attr != "values_list" or len(last.args) != 1 or not isinstance(last.args[0], ast.Constant):
        return None
    name, function = AGGREGATES[node.func.id]
    before = Rows(last.func.value, rows.at, rows.listed)
    fix = before.then(f'aggregate({name}={function}("{last.args[0].value}"))["{name}"]')
    return Hint("python_side_aggregate", node.lineno, 0, fetch.line, "", fix, function, fetch.column)


USES = ((_counted, _counting), (_tested, _testing), (_cut, _cutting), (_added_up, _adding_up))
