"""Walks a program in order without running it, and keeps the names whose values can be known that way."""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Manager, Model, QuerySet
from django.db.models.query import ModelIterable

from sandbox_app.links import links_of

Scope = dict[str, Any]
CHAINS = (ast.Call, ast.Attribute, ast.Subscript)
# Where a QuerySet keeps the model of a stand-in that it was built with.
MADE_UP = "_steps_made_up"
FETCHING_ONE = frozenset({"get", "first", "last", "earliest", "latest", "create"})
# The object that a loop's name stands for: the first of its table. Nothing of it is loaded but its key.
STAND_IN_KEY = 1


class Reader(Protocol):
    def value(self, node: ast.expr, scope: Scope) -> Any: ...

    def chain(self, node: ast.expr, scope: Scope) -> bool: ...


def read_program(tree: ast.Module, scope: Scope, reader: Reader) -> None:
    """Tell the reader of every expression, in order, with the names known there."""
    _Walk(reader).body(tree.body, scope)


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def body(self, statements: list[ast.stmt], scope: Scope) -> None:
        for statement in statements:
            self.statement(statement, scope)

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imported(node, scope)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            scope.pop(node.name, None)
            self.body(node.body, without(scope, [argument.arg for argument in arguments(node.args)]))
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            self.assignment(node, scope)
        elif isinstance(node, (ast.For, ast.AsyncFor)):
            self.expression(node.iter, scope)
            self.loop_name(node.target, node.iter, scope)
            self.body([*node.body, *node.orelse], scope)
        else:
            self.parts(node, scope)

    def parts(self, node: ast.AST, scope: Scope) -> None:
        """Whatever else a statement or expression is made of, in order."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self.statement(child, scope)
            elif isinstance(child, ast.expr):
                self.expression(child, scope)
            elif not isinstance(child, ast.expr_context):
                self.parts(child, scope)

    def assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, scope: Scope) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value is not None:
            self.expression(node.value, scope)
        value = None if node.value is None or isinstance(node, ast.AugAssign) else self.assigned(node.value, scope)
        for target in targets:
            bind(target, value, scope)

    def assigned(self, node: ast.expr, scope: Scope) -> Any:
        """The value of an expression; an object stands in for the one that `get()` and the like would fetch."""
        value = self.reader.value(node, scope)
        if value is None and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in FETCHING_ONE:
                return stand_in(self.reader.value(node.func.value, scope))
        elif value is None and isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Slice):
            return stand_in(self.reader.value(node.value, scope))
        elif isinstance(value, QuerySet):
            value.__dict__[MADE_UP] = made_up([node], scope)
        return value

    def loop_name(self, target: ast.expr, iterated: ast.expr, scope: Scope) -> None:
        bind(target, stand_in(self.reader.value(iterated, scope)), scope)

    def expression(self, node: ast.expr, scope: Scope) -> None:
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            self.comprehension(node, scope)
        elif isinstance(node, ast.Lambda):
            self.expression(node.body, without(scope, [argument.arg for argument in arguments(node.args)]))
        elif isinstance(node, CHAINS) and self.reader.chain(node, scope):
            for link in links_of(node)[1]:
                for argument in link.arguments:
                    self.expression(argument, scope)
        else:
            self.parts(node, scope)

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: Scope) -> None:
        inner = dict(scope)
        for generator in node.generators:
            self.expression(generator.iter, inner)
            self.loop_name(generator.target, generator.iter, inner)
            for condition in generator.ifs:
                self.expression(condition, inner)
        made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        for part in made:
            self.expression(part, inner)


def imported(node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
    module = ast.Module([node], [])
    with suppress(Exception):
        allowed = {**scope, "__builtins__": __builtins__}
        exec(compile(module, "answer.py", "exec", dont_inherit=True), allowed)  # noqa: S102
        scope.update({name: value for name, value in allowed.items() if name != "__builtins__"})


def arguments(given: ast.arguments) -> list[ast.arg]:
    others = [one for one in (given.vararg, given.kwarg) if one is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *others]


def without(scope: Scope, names: list[str]) -> Scope:
    return {name: value for name, value in scope.items() if name not in names}


def bind(target: ast.expr, value: Any, scope: Scope) -> None:
    """One plain name gets the value; every other name that is assigned to is no longer known."""
    for part in ast.walk(target):
        if isinstance(part, ast.Name):
            scope.pop(part.id, None)
    if isinstance(target, ast.Name) and value is not None:
        scope[target.id] = value


def made_up(nodes: list[ast.expr], scope: Scope) -> str:
    """The model of an object in these expressions that only stands for another; "" where there is none."""
    names = [part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)]
    found = (made_up_model(scope.get(name)) for name in names)
    return next(filter(None, found), "")


def made_up_model(value: Any) -> str:
    if isinstance(value, Model):
        return type(value).__name__
    return str(value.__dict__.get(MADE_UP, "")) if isinstance(value, QuerySet) else ""


def stand_in(iterated: Any) -> Model | None:
    """An object of the model that a loop goes over, with a key and nothing else loaded."""
    queryset = iterated.all() if isinstance(iterated, Manager) else iterated
    if not isinstance(queryset, QuerySet) or queryset._iterable_class is not ModelIterable:
        return None
    key = queryset.model._meta.pk
    found: Model = queryset.model.from_db(DEFAULT_DB_ALIAS, [key.attname], [STAND_IN_KEY])
    return found
