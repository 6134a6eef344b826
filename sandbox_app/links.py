"""The links of a chain such as `Post.objects.filter(…)[:5]`, read from its syntax."""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One `.name`, `.name(…)` or `[…]` (its name is ""). node: the chain up to its end; before: the chain up to it."""

    node: ast.expr
    before: ast.expr
    name: str

    @property
    def is_call(self) -> bool:
        return isinstance(self.node, ast.Call)

    @property
    def arguments(self) -> list[ast.expr]:
        """The expressions inside its parentheses or brackets."""
        if isinstance(self.node, ast.Call):
            return [*self.node.args, *(keyword.value for keyword in self.node.keywords)]
        return [self.node.slice] if isinstance(self.node, ast.Subscript) else []


def links_of(node: ast.expr) -> tuple[ast.expr, list[Link]]:
    """(what the chain begins with, its links from left to right)."""
    links: list[Link] = []
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            links.append(Link(node, node.func.value, node.func.attr))
        elif isinstance(node, ast.Attribute):
            links.append(Link(node, node.value, node.attr))
        elif isinstance(node, ast.Subscript):
            links.append(Link(node, node.value, ""))
        else:
            return node, links[::-1]
        node = links[-1].before
