"""Which QuerySet of the code a name's objects come from, and along which relations: read from the code, run by nobody.

What cannot be known for sure is None; whoever edits code by this runs the result before showing it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from course.domain.chains import Chain, Link, building_calls, is_manager, links_of, manager_chains, name_of
from course.domain.code_text import CodeText

WRAPPERS = frozenset("list tuple set frozenset sorted reversed enumerate iter deque".split())
FUNCTION_FIRST = frozenset("map filter".split())
KEYED = frozenset("sorted min max groupby sum any all list set".split())
MOST_STEPS = 12
Comprehension = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Feed:
    """The chain that loads the first rows, and the relations followed from each of them: `("author", "posts")`.

    row: the name in the code that stands for a row of the chain itself, "" where no plain name does.
    inner: chains on the way that are queries of their own, `author.posts.all()`, each with the steps that lead to it.
    """

    chain: Chain
    steps: tuple[str, ...] = ()
    row: str = ""
    inner: tuple[tuple[Chain, int], ...] = ()

    def then(self, names: list[str], chain: Chain | None = None) -> Feed:
        steps = (*self.steps, *names)
        return replace(self, steps=steps, inner=(*self.inner, (chain, len(steps))) if chain else self.inner)

    def chain_for(self, path: list[str]) -> Chain | None:
        """The chain from whose rows that path leads to the end of the steps."""
        starts = [(self.chain, 0), *self.inner]
        return next((chain for chain, start in starts if list(self.steps[start:]) == path), None)


@dataclass(frozen=True, slots=True)
class Binding:
    """What a name stands for. kind: "item" of a loop over `source`, or the "value" of it.

    always: nothing (such as an `if`) stands between the binding and the use.
    """

    kind: str
    source: ast.expr
    always: bool = True


class Feeds:
    """The feeds of one program."""

    def __init__(self, text: CodeText) -> None:
        self.text = text

    def of_object(self, node: ast.expr, depth: int = 0) -> Feed | None:
        """Where an expression that is one object has it from."""
        root, links = links_of(node)
        if depth > MOST_STEPS:
            return None
        if isinstance(root, ast.Name) and all(link.kind == "attribute" for link in links) \
                and not is_manager(root, links):
            found = self._of_named_object(root, depth)
            return found.then([link.name for link in links]) if found else None
        return self.of_rows(node, depth + 1)

    def of_rows(self, node: ast.expr, depth: int = 0) -> Feed | None:
        """Where an expression that is a series of objects has them from."""
        if depth > MOST_STEPS:
            return None
        inner = unwrapped(node)
        if inner is not None:
            return self.of_rows(inner, depth + 1)
        root, links = links_of(node)
        if is_manager(root, links) and isinstance(root, ast.Name):
            return Feed(Chain(links[0].node, building_calls(links[1:]), root.id))
        if isinstance(root, ast.Name):
            return self._of_related(root, links, depth) if links else self._of_named_rows(root, depth)
        if isinstance(root, ast.Call) and not links:
            returned = self._returned(root)
            return self.of_rows(returned, depth + 1) if returned else None
        return None

    def only_chain(self, model: str) -> Feed | None:
        """The one chain of the code that begins at that model's manager, where there is only one of any model."""
        chains = list(manager_chains(self.text.tree))
        return Feed(chains[0]) if len(chains) == 1 and chains[0].model == model else None

    def _of_related(self, root: ast.Name, links: list[Link], depth: int) -> Feed | None:
        """`posts.filter(…)` builds on what `posts` is; `author.posts.all()` follows a relation of an object."""
        names = []
        for link in links:
            if link.kind != "attribute":
                break
            names.append(link.name)
        if names:
            found = self._of_named_object(root, depth)
            calls = building_calls(links[len(names) :])
            return found.then(names, Chain(links[len(names) - 1].node, calls) if calls else None) if found else None
        found = self._of_named_rows(root, depth)
        calls = building_calls(links)
        return replace(found, chain=Chain(root, calls, found.chain.model)) if found and calls else found

    def _of_named_object(self, name: ast.Name, depth: int) -> Feed | None:
        bound = self.binding(name)
        if bound is None:
            return None
        if bound.kind == "value":
            return self.of_object(bound.source, depth + 1)
        found = self.of_rows(bound.source, depth + 1)
        return replace(found, row=name.id) if found and not found.steps else found

    def _of_named_rows(self, name: ast.Name, depth: int) -> Feed | None:
        bound = self.binding(name)
        if bound is None or bound.kind == "item":
            return None
        found = self.of_rows(bound.source, depth + 1)
        if found and not bound.always:
            return replace(found, chain=Chain(name, (), found.chain.model))
        return found

    def binding(self, name: ast.Name) -> Binding | None:
        """What the name was last bound to, in the scopes around its use."""
        for scope in self.text.ancestors(name):
            if isinstance(scope, Comprehension):
                found = self._item_of(scope.generators, name)
            elif isinstance(scope, ast.Lambda):
                found = self._lambda_argument(scope, name.id)
            elif isinstance(scope, (*Function, ast.Module)):
                found = self._bound_in(scope, name)
                if found is None and isinstance(scope, Function):
                    found = self._argument(scope, name.id)
            else:
                found = None
            if found:
                return found
        return None

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
        use = self.text.start(name) if self._scope(name) is scope else len(self.text.code)
        latest: tuple[int, Binding] | None = None
        for node in ast.walk(scope):
            if self._scope(node) is not scope:
                continue
            found = _bound_by(node, name.id, around, lambda one: self.text.end(one) <= use)
            if found and isinstance(node, (ast.stmt, ast.expr)):
                always = self.text.parents.get(node) in (*around, scope) or node in around
                place = self.text.start(node)
                if latest is None or place > latest[0]:
                    latest = (place, replace(found, always=always))
        return latest[1] if latest else None

    def _scope(self, node: ast.AST) -> ast.AST | None:
        return next((one for one in self.text.ancestors(node) if isinstance(one, (*Function, ast.Module))), None)

    def _argument(self, function: ast.AST, name: str) -> Binding | None:
        """What the function's only call gives for that argument."""
        if not isinstance(function, Function):
            return None
        names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        calls = self._calls(function.name)
        if name not in names or len(calls) != 1:
            return None
        place, call = names.index(name), calls[0]
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        source = call.args[place] if place < len(call.args) else given.get(name)
        return Binding("value", source) if source is not None else None

    def _calls(self, function: str) -> list[ast.Call]:
        return [node for node in ast.walk(self.text.tree)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function]

    def _lambda_argument(self, function: ast.Lambda, name: str) -> Binding | None:
        """`sorted(posts, key=lambda post: …)` and `map(lambda post: …, posts)` hand over one row after the other."""
        parent = self.text.parents.get(function)
        call = self.text.parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if [one.arg for one in function.args.args] != [name] or not isinstance(call, ast.Call):
            return None
        if name_of(call) in FUNCTION_FIRST and len(call.args) == 2:
            return Binding("item", call.args[1])
        return Binding("item", call.args[0]) if name_of(call) in KEYED and call.args else None

    def _returned(self, call: ast.Call) -> ast.expr | None:
        """The one thing that a function of the program gives back."""
        made = [node for node in self.text.tree.body if isinstance(node, Function) and node.name == name_of(call)]
        gives = [node for one in made for node in ast.walk(one) if isinstance(node, ast.Return)]
        return gives[0].value if len(gives) == 1 and isinstance(call.func, ast.Name) else None


def unwrapped(node: ast.expr) -> ast.expr | None:
    """What `list(…)`, `sorted(…)` or `[post for post in …]` is made of; None where the node is none of these."""
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)) and len(node.generators) == 1:
        same = ast.dump(node.elt).replace("Load()", "") == ast.dump(node.generators[0].target).replace("Store()", "")
        return node.generators[0].iter if same else None
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    if node.func.id in WRAPPERS and node.args:
        return node.args[0]
    return node.args[1] if node.func.id == "filter" and len(node.args) == 2 else None


def _bound_by(node: ast.AST, name: str, around: list[ast.AST], before: Callable[[Any], bool]) -> Binding | None:
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return _item(node.target, node.iter, name) if node in around else None
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and before(node):
        return Binding("value", node.value) if _is(node.targets[0], name) else None
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None and before(node):
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
