"""QuerySet chains as they stand in code: `Post.objects.filter(…).order_by(…)[:5]`, link by link."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

# Each gives back a QuerySet that may be built on further; after any other link nothing can be added to the query.
BUILDING = frozenset(
    "all filter exclude order_by reverse distinct annotate alias select_related prefetch_related only defer using "
    "select_for_update complex_filter extra".split()
)

# The names by which any row's key is known.
KEYS = ("pk", "id")


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain. kind: "attribute" (`.objects`), "call" (`.all()`) or "index" (`[:5]`)."""

    kind: str
    name: str
    node: ast.expr

    @property
    def builds(self) -> bool:
        return self.kind == "call" and self.name in BUILDING


@dataclass(frozen=True, slots=True)
class Chain:
    """Where a query may be added to: after the last of `calls`, or after `base` (`Post.objects`) where there is none.

    model: the class that the code names, or "" where the rows come from elsewhere.
    """

    base: ast.expr
    calls: tuple[ast.Call, ...]
    model: str = ""

    @property
    def end(self) -> ast.expr:
        return self.calls[-1] if self.calls else self.base

    def called(self, method: str) -> ast.Call | None:
        """The last call of that method."""
        return next((call for call in reversed(self.calls) if name_of(call) == method), None)


def links_of(node: ast.expr) -> tuple[ast.expr, list[Link]]:
    """What a chain begins with, and its links from left to right."""
    links: list[Link] = []
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            links.append(Link("call", node.func.attr, node))
            node = node.func.value
        elif isinstance(node, ast.Attribute):
            links.append(Link("attribute", node.attr, node))
            node = node.value
        elif isinstance(node, ast.Subscript):
            links.append(Link("index", "", node))
            node = node.value
        else:
            return node, links[::-1]


def name_of(call: ast.Call) -> str:
    """The method or function that is called, or ""."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def listed(node: ast.expr) -> ast.expr:
    """`posts` for `list(posts)`; anything else as it is."""
    is_list = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "list" and node.args
    return node.args[0] if is_list and isinstance(node, ast.Call) else node


def is_manager(root: ast.expr, links: list[Link]) -> bool:
    """Whether this begins with `Model.objects`."""
    named = isinstance(root, ast.Name) and root.id[:1].isupper()
    return named and bool(links) and (links[0].kind, links[0].name) == ("attribute", "objects")


def building_calls(links: list[Link]) -> tuple[ast.Call, ...]:
    """The links from the left that each give back a QuerySet."""
    found = []
    for link in links:
        if not link.builds or not isinstance(link.node, ast.Call):
            break
        found.append(link.node)
    return tuple(found)


def manager_chains(tree: ast.AST) -> Iterator[Chain]:
    """Every chain of the code that begins with `Model.objects`."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Call, ast.Attribute, ast.Subscript)) and node not in inside:
            root, links = links_of(node)
            inside.update(link.node for link in links)
            inside.update(link.node.func for link in links if isinstance(link.node, ast.Call))
            if is_manager(root, links) and isinstance(root, ast.Name):
                yield Chain(links[0].node, building_calls(links[1:]), root.id)
