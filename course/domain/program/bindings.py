"""What each name of a program stands for where it is used: read from the code, run by nobody."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from course.domain.program.chains import name_of
from course.domain.program.code_text import CodeText

FUNCTION_FIRST = frozenset("map filter".split())
KEYED = frozenset("sorted min max groupby sum any all list set".split())
BRACKETS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor)
Key = tuple[ast.AST, str]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a name stands for. kind: "item" of a loop over `source`, or the "value" of it.

    always: nothing (such as an `if`) stands between the binding and the use.
    """

    kind: str
    source: ast.expr
    always: bool = True


class Bindings:
    """The bindings of one program; each is looked for once."""

    def __init__(self, text: CodeText) -> None:
        self.text = text
        self._known: dict[ast.Name, Binding | None] = {}

    def of(self, name: ast.Name) -> Binding | None:
        """What the name was last bound to, in the scopes around its use."""
        if name not in self._known:
            self._known[name] = next(self._around(name), None)
        return self._known[name]

    def _around(self, name: ast.Name) -> Iterator[Binding]:
        for scope in self.text.ancestors(name):
            found = None
            if isinstance(scope, BRACKETS):
                found = self._item_of(scope.generators, name)
            elif isinstance(scope, ast.Lambda):
                found = self._lambda_argument(scope, name.id)
            elif isinstance(scope, (*FUNCTIONS, ast.Module)):
                found = self._bound_in(scope, name) or self._argument(scope, name.id)
            if found:
                yield found

    @cached_property
    def _scopes(self) -> dict[ast.AST, ast.AST]:
        """The function or module around each node; what surrounds a node comes before it."""
        found: dict[ast.AST, ast.AST] = {}
        for node in self.text.nodes:
            inside = node if isinstance(node, (*FUNCTIONS, ast.Module)) else found[node]
            found.update(dict.fromkeys(ast.iter_child_nodes(node), inside))
        return found

    @cached_property
    def _setters(self) -> dict[Key, list[ast.stmt | ast.expr]]:
        """The loops and assignments of each scope, by the names that they bind."""
        found: dict[Key, list[ast.stmt | ast.expr]] = {}
        for node in self.text.nodes:
            if isinstance(node, (*LOOPS, ast.Assign, ast.AnnAssign, ast.NamedExpr)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
                for name in names:
                    found.setdefault((self._scopes[node], name), []).append(node)
        return found

    def _item_of(self, generators: list[ast.comprehension], name: ast.Name) -> Binding | None:
        """What a loop reads is read before its own name, and those of the loops within it, are bound."""
        around = {name, *self.text.ancestors(name)}
        reading = [place for place, one in enumerate(generators) if one.iter in around]
        bound = generators[: reading[0]] if reading else generators
        found = (_item(one.target, one.iter, name.id) for one in reversed(bound))
        return next((one for one in found if one), None)

    def _bound_in(self, scope: ast.AST, name: ast.Name) -> Binding | None:
        """The last assignment or loop before the use; from inside a function, the last one of the module."""
        around = self.text.ancestors(name)
        use = self.text.start(name) if self._scopes[name] is scope else len(self.text.code)
        for node in sorted(self._setters.get((scope, name.id), ()), key=self.text.start, reverse=True):
            if node in around if isinstance(node, LOOPS) else self.text.end(node) <= use:
                found = _bound_by(node, name.id)
                if found:
                    always = self.text.parents.get(node) in (*around, scope) or node in around
                    return replace(found, always=always)
        return None

    def _argument(self, function: ast.AST, name: str) -> Binding | None:
        """What the function's only call gives for that argument."""
        if not isinstance(function, FUNCTIONS):
            return None
        names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        calls = self._calls.get(function.name, [])
        if name not in names or len(calls) != 1:
            return None
        place, call = names.index(name), calls[0]
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        source = call.args[place] if place < len(call.args) else given.get(name)
        return Binding("value", source) if source is not None else None

    @cached_property
    def _calls(self) -> dict[str, list[ast.Call]]:
        found: dict[str, list[ast.Call]] = {}
        for node in self.text.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.setdefault(node.func.id, []).append(node)
        return found

    def _lambda_argument(self, function: ast.Lambda, name: str) -> Binding | None:
        """`sorted(posts, key=lambda post: …)` and `map(lambda post: …, posts)` hand over one row after the other."""
        parent = self.text.parents.get(function)
        call = self.text.parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if [one.arg for one in function.args.args] != [name] or not isinstance(call, ast.Call):
            return None
        if name_of(call) in FUNCTION_FIRST and len(call.args) == 2:
            return Binding("item", call.args[1])
        return Binding("item", call.args[0]) if name_of(call) in KEYED and call.args else None


def _bound_by(node: ast.AST, name: str) -> Binding | None:
    if isinstance(node, LOOPS):
        return _item(node.target, node.iter, name)
    if isinstance(node, ast.Assign):
        return Binding("value", node.value) if len(node.targets) == 1 and _is(node.targets[0], name) else None
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
        return Binding("value", node.value) if _is(node.target, name) else None
    return None


def _item(target: ast.expr, source: ast.expr, name: str) -> Binding | None:
    """`post` in `for post in …`, `for number, post in enumerate(…)`, `for key, post in ….items()`, and of a zip."""
    if _is(target, name):
        return Binding("item", source)
    if not isinstance(target, ast.Tuple) or not isinstance(source, ast.Call):
        return None
    place = next((place for place, part in enumerate(target.elts) if _is(part, name)), None)
    if place is None:
        return None
    if name_of(source) == "zip" and place < len(source.args):
        return Binding("item", source.args[place])
    paired = name_of(source) == "enumerate" or (name_of(source) == "items" and isinstance(source.func, ast.Attribute))
    return Binding("item", source) if paired and place == 1 else None


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
