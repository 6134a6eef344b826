"""Loops over the rows of one QuerySet: what is read of each row, and what is done with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.reading import Reading, Rows, is_call, span

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
TESTS = (ast.If, ast.IfExp, ast.While, ast.BoolOp)
Path = tuple[str, ...]
LOOPED = 3


@dataclass(frozen=True)
class RowLoop:
    """`for row in rows`, as a statement or inside brackets. holder: the statement, or the whole comprehension.

    number: the name that `enumerate()` counts in, or "".
    """

    holder: ast.For | ast.expr
    target: ast.Name
    rows: Rows
    fetch: Fetch
    number: str = ""

    @property
    def row(self) -> str:
        return self.target.id

    @property
    def model(self) -> type[Model]:
        return self.fetch.model

    @property
    def line(self) -> int:
        """Of what is done with each row."""
        return self.holder.body[0].lineno if isinstance(self.holder, ast.For) else self.holder.lineno

    @property
    def loop_line(self) -> int:
        return self.holder.lineno

    @property
    def tests(self) -> list[ast.expr]:
        return [] if isinstance(self.holder, ast.For) else list(self.holder.generators[0].ifs)


@dataclass
class Reads:
    """The paths read from each row (`("author", "name")`), and the paths that are handed on whole (`()`: the row)."""

    paths: set[Path] = field(default_factory=set)
    escaped: set[Path] = field(default_factory=set)


def row_loops(reading: Reading, fetches: Fetches) -> Iterator[RowLoop]:
    """The loops over rows that one known statement brought, and that nothing else in the program uses."""
    for node in reading.nodes:
        for holder, target, iterated, number in _loops_of(node):
            if isinstance(target, ast.Name):
                rows = reading.rows(iterated)
                fetch = loaded_by(reading, fetches, rows, holder) if rows else None
                if rows and fetch and fetch.shape == "model":
                    yield RowLoop(holder, target, rows, fetch, number)


def loaded_by(reading: Reading, fetches: Fetches, rows: Rows, holder: ast.AST | None = None) -> Fetch | None:
    """The one statement that brought these rows; None where that is not certain, where a loop sent it again and again,
    or where they are also prefetched."""
    lines = _widened(span(rows.at), holder) if holder else span(rows.at)
    begin, names = reading.beginning(rows.node)
    found = reading.nearest(rows.at, [fetch for fetch in fetches.loading(lines) if may_bring(fetch, begin, names)])
    if len(found) != 1 or found[0].times >= LOOPED or "raw" in names:
        return None
    prefetched = any(other.relation == found[0].relation for other in fetches.of_kind("prefetch"))
    return None if prefetched else found[0]


def may_bring(fetch: Fetch, begin: str, names: set[str]) -> bool:
    return begin == fetch.model.__name__ if fetch.kind == "query" else fetch.relation.partition(".")[2] in names


def _loops_of(node: ast.AST) -> Iterator[tuple[ast.For | ast.expr, ast.expr, ast.expr, str]]:
    if isinstance(node, ast.For):
        yield node, *without_enumerate(node.target, node.iter)
    elif isinstance(node, COMPREHENSIONS):
        first = node.generators[0]
        yield node, *without_enumerate(first.target, first.iter)


def without_enumerate(target: ast.expr, iterated: ast.expr) -> tuple[ast.expr, ast.expr, str]:
    if is_call(iterated, "enumerate") and isinstance(target, ast.Tuple) and len(target.elts) == 2:
        return target.elts[1], iterated.args[0], getattr(target.elts[0], "id", "")
    return target, iterated, ""


def _widened(lines: range, holder: ast.AST) -> range:
    """A comprehension's statement may be told to come from the line where its brackets open."""
    return range(min(lines.start, holder.lineno), lines.stop) if isinstance(holder, COMPREHENSIONS) else lines


def reads(reading: Reading, loop: RowLoop) -> Reads:
    """Every use of the loop's name; behind the loop, or where the loop sets it anew, it may be any object."""
    found, inside = Reads(), set(ast.walk(loop.holder))
    for use in reading.names[loop.row]:
        is_read = isinstance(use.ctx, ast.Load)
        if use in inside and is_read:
            _read(reading, use, found)
        elif use in inside:
            found.escaped.update([()] if use is not loop.target else [])
        elif is_read and not reading.is_set_around(use):
            found.escaped.add(())
    if loop.row in reading.bound:
        found.escaped.add(())
    return found


def _read(reading: Reading, use: ast.Name, found: Reads) -> None:
    path: Path = ()
    node: ast.AST = use
    while isinstance(parent := reading.parents[node], ast.Attribute) and parent.value is node:
        path, node = (*path, parent.attr), parent
    called = isinstance(parent, ast.Call) and parent.func is node
    found.paths.add(path)
    if len(path) == int(called) or not path:
        found.escaped.add(())
    elif not _is_tested(parent, node):
        found.escaped.add(path[:-1] if called else path)


def _is_tested(parent: ast.AST, node: ast.AST) -> bool:
    """Whether only its being there is asked for: `if post.book`, `post.book is None`."""
    if isinstance(parent, ast.Compare):
        return all(isinstance(op, (ast.Is, ast.IsNot)) for op in parent.ops)
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.Not)
    return isinstance(parent, TESTS) and getattr(parent, "test", node) is node


def stored_inside(loop: ast.AST) -> set[str]:
    """The names that get a value inside the loop or function, its own and arguments among them."""
    inside = list(ast.walk(loop))
    found = {node.id for node in inside if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    return found | {node.arg for node in inside if isinstance(node, ast.arg)}


