"""What Python code uses of the ORM, read from its syntax: methods that are called, lookups in conditions, names."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

# Managers of relations are always reached by a dot; a plain name with such a method is a set or a list.
RELATED_ONLY = frozenset({"add", "remove", "clear", "set"})
# Dictionaries and texts have these as well, but call them with plain values.
CONDITIONS_ONLY = frozenset({"get", "update", "count", "values", "reverse"})


@lru_cache(maxsize=4096)
def uses(code: str) -> Counter[str]:
    """How often each thing is used: `.filter` for a method, `__gte` for a lookup, `Count` for a name.

    Nothing for what is not Python.
    """
    try:
        tree = ast.parse(code.strip())
    except (SyntaxError, ValueError):
        return Counter()
    return Counter(found for node in ast.walk(tree) for found in _of(node))


def _of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr=method, value=receiver)) if _is_of_the_orm(method, receiver, node):
            yield f".{method}"
            yield from _lookups(node)
        case ast.Call():
            yield from _lookups(node)
        case ast.Name(id=name):
            yield name
        case ast.Attribute(attr=name) if name[:1].isupper():
            yield name


def _is_of_the_orm(method: str, receiver: ast.expr, call: ast.Call) -> bool:
    if method in RELATED_ONLY:
        return isinstance(receiver, ast.Attribute)
    return method not in CONDITIONS_ONLY or not any(isinstance(arg, ast.Constant | ast.Name) for arg in call.args)


def _lookups(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        for part in (keyword.arg or "").split("__")[1:]:
            yield f"__{part}"


def chained_from_objects(code: str) -> frozenset[str]:
    """The methods of chains that begin at a model's `objects`: certainly those of managers and QuerySets."""
    try:
        tree = ast.parse(code.strip())
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        node.attr for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _begins_at_objects(node.value)
    )


def _begins_at_objects(node: ast.expr) -> bool:
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            return True
        node = node.func if isinstance(node, ast.Call) else node.value
    return False
