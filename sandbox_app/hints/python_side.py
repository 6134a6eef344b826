"""Rows that are fetched only to be counted, added up, chosen from or cut off in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.db.models import DecimalField, FloatField, IntegerField

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.lookups import CannotSay, RowWords
from sandbox_app.hints.loops import COMPREHENSIONS, RowLoop, loaded_by, stored_inside
from sandbox_app.hints.reading import Reading, Rows, is_call, without_all
from sandbox_app.hints.words import unparsed

AGGREGATES = {"sum": ("total", "Sum"), "max": ("most", "Max"), "min": ("least", "Min")}
SUMMED = (IntegerField, FloatField, DecimalField)
MEANS = ("mean", "fmean")
NONE_OR_SOME = {(ast.Gt, 0): "", (ast.NotEq, 0): "", (ast.GtE, 1): "", (ast.Eq, 0): "not ", (ast.Lt, 1): "not "}
LONGEST_CHAIN = 120


def chain(rows: Rows) -> str:
    """The QuerySet to go on from: `posts`, or the whole of a chain that is not too long."""
    text = unparsed(without_all(rows.node))
    return f"{text}." if len(text) <= LONGEST_CHAIN else ""


def sliceable(rows: Rows) -> str:
    """The same for `[…]`, which a manager does not know."""
    text = unparsed(rows.node)
    return text if len(text) <= LONGEST_CHAIN else ""


def whole_uses(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    """`len(posts)`, `if posts`, `list(posts)[:5]`, `sum(posts.values_list("views", flat=True))`; nothing where the
    program has more such uses on a line than statements were sent from there."""
    found = [(hint, fetch) for node in reading.nodes for hint, fetch in _whole_uses(reading, fetches, node)]
    for hint, fetch in found:
        if sum(other is fetch for _, other in found) <= fetch.times:
            yield hint


def _whole_uses(reading: Reading, fetches: Fetches, node: ast.AST) -> Iterator[tuple[Hint, Fetch]]:
    for rows_of, advice in USES:
        given = rows_of(reading, node)
        rows = reading.rows(given) if given is not None else None
        fetch = loaded_by(reading, fetches, rows) if rows else None
        if rows and fetch and (hint := advice(reading, node, rows, fetch)):
            yield hint, fetch


def _counted(_reading: Reading, node: ast.AST) -> ast.expr | None:
    return node.args[0] if is_call(node, "len") and len(node.args) == 1 else None  # type: ignore[attr-defined]


def _counting(reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint:
    parent = reading.parents[node]
    fix = f"{chain(rows)}count()"
    if isinstance(parent, ast.Compare) and parent.left is node and isinstance(parent.comparators[0], ast.Constant):
        negated = NONE_OR_SOME.get((type(parent.ops[0]), parent.comparators[0].value))
        fix = fix if negated is None or len(parent.ops) > 1 else f"{negated}{chain(rows)}exists()"
    return Hint("len_instead_of_count", node.lineno, 0, fetch.line, "", fix)  # type: ignore[attr-defined]


def _tested(reading: Reading, node: ast.AST) -> ast.expr | None:
    if is_call(node, "bool") and len(node.args) == 1:  # type: ignore[attr-defined]
        return node.args[0]  # type: ignore[attr-defined]
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        negated = isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not)
        tested = node.test.operand if negated else node.test  # type: ignore[attr-defined]
        # Whatever else may be tested (a method's answer, say) sends no statement for whole rows.
        return tested if isinstance(tested, (ast.Name, ast.Call)) else None
    return None


def _testing(_reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint:
    return Hint("over_fetch", rows.node.lineno, 0, fetch.line, "", f"{chain(rows)}exists()", "exists")


def _cut(_reading: Reading, node: ast.AST) -> ast.expr | None:
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
    most = _most(node.slice)  # type: ignore[attr-defined]
    fix = f"{sliceable(rows)}[{ast.unparse(node.slice)}]"  # type: ignore[attr-defined]
    return Hint("over_fetch", node.lineno, 0, fetch.line, "", fix, f"rows:{most}")  # type: ignore[attr-defined]


def _added_up(_reading: Reading, node: ast.AST) -> ast.expr | None:
    return node.args[0] if is_call(node, *AGGREGATES) and len(node.args) == 1 else None  # type: ignore[attr-defined]


def _adding_up(_reading: Reading, node: ast.AST, rows: Rows, fetch: Fetch) -> Hint | None:
    """Values of one column: the field is what `values_list()` names."""
    last = rows.node
    if fetch.shape != "flat" or not isinstance(last, ast.Call) or not isinstance(last.func, ast.Attribute):
        return None
    if last.func.attr != "values_list" or len(last.args) != 1 or not isinstance(last.args[0], ast.Constant):
        return None
    name, function = AGGREGATES[node.func.id]  # type: ignore[attr-defined]
    before = Rows(last.func.value, rows.lines, rows.listed)
    fix = f'{chain(before)}aggregate({name}={function}("{last.args[0].value}"))["{name}"]'
    return Hint("python_side_aggregate", node.lineno, 0, fetch.line, "", fix, function)  # type: ignore[attr-defined]


USES = ((_counted, _counting), (_tested, _testing), (_cut, _cutting), (_added_up, _adding_up))


def loop_uses(reading: Reading, loops: list[RowLoop]) -> Iterator[Hint]:
    """Sums, choices and early ends of loops over rows."""
    for loop in loops:
        words = RowWords(loop.row, loop.model, stored_inside(loop.holder) - {loop.row})
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
    fix = f"{chain(loop.rows)}{where}{ends}"
    return Hint("python_side_aggregate", line, loop.loop_line, loop.fetch.line, _relation(loop, value), fix,
                "Count" if ends == "count()" else function)


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
    if not isinstance(parent, ast.Call) or not parent.args or parent.args[0] is not holder or len(parent.args) > 1:
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
    tests = _choosing_tests(loop)
    if not tests or not loop.fetch.can_be_filtered or _used_besides(tests, loop):
        return None
    try:
        condition = words.condition(tests)
    except CannotSay:
        return None
    fix = f"{chain(loop.rows)}filter({condition})"
    parent = reading.parents[loop.holder]
    if is_call(parent, "len") or (is_call(parent, "any") and _yields_true(loop.holder)):
        fix += ".count()" if is_call(parent, "len") else ".exists()"
    relation = _relation(loop, tests[0])
    return Hint("python_side_filter", tests[0].lineno, loop.loop_line, loop.fetch.line, relation, fix)


def _yields_true(holder: ast.AST) -> bool:
    return isinstance(getattr(holder, "elt", None), ast.Constant)


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
        opposite = first.test.operand if is_not else ast.UnaryOp(ast.Not(), first.test)  # type: ignore[attr-defined]
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
    if isinstance(holder, COMPREHENSIONS) or not isinstance(holder, ast.For) or not holder.body:
        return None
    if isinstance(holder.body[-1], (ast.Break, ast.Return)) and not _goes_on(holder):
        line, fix = holder.body[-1].lineno, f"{sliceable(loop.rows)}[:1]"
        return Hint("over_fetch", line, loop.loop_line, loop.fetch.line, "", fix, "rows:1")
    return None


def _goes_on(loop: ast.For) -> bool:
    return any(isinstance(node, ast.Continue) for node in ast.walk(loop))


def _relation(loop: RowLoop, value: ast.expr) -> str:
    """`Post.views`: the first attribute of the row that the expression reads."""
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == loop.row:
            return f"{loop.model.__name__}.{node.attr}"
    return ""
