"""Which QuerySet of the code a name's objects come from, and along which relations: read from the code, run by nobody.

What cannot be known for sure is None; whoever edits code by this runs the result before showing it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace

from course.domain.program.bindings import FUNCTIONS, Binding, Bindings
from course.domain.program.chains import Chain, Link, building_calls, is_manager, links_of, manager_chains, name_of
from course.domain.program.code_text import CodeText

WRAPPERS = frozenset("list tuple set frozenset sorted reversed enumerate iter deque".split())
MOST_STEPS = 12


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

    def chain_to(self, path: list[str]) -> Chain | None:
        """The chain from whose rows that path leads to the end of the steps and one step on, the path's last."""
        steps = (*self.steps, path[-1])
        starts = [(self.chain, 0), *self.inner]
        return next((chain for chain, start in starts if list(steps[start:]) == path), None)


class Feeds:
    """The feeds of one program. given: what names stand for that it does not bind itself."""

    def __init__(self, text: CodeText, given: Mapping[str, ast.expr]) -> None:
        self.text = text
        self._bindings = Bindings(text)
        self._given = given

    def binding(self, name: ast.Name) -> Binding | None:
        """What the name was last bound to, in the scopes around its use."""
        given = self._given.get(name.id)
        return self._bindings.of(name) if given is None else Binding("value", given)

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

    def _returned(self, call: ast.Call) -> ast.expr | None:
        """The one thing that a function of the program gives back."""
        made = [node for node in self.text.tree.body if isinstance(node, FUNCTIONS) and node.name == name_of(call)]
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
