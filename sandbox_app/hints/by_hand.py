"""`Post.objects.filter(author=author)` in a loop over authors: a relation that is asked for by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignObjectRel, Model

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import RowLoop
from sandbox_app.hints.reading import Reading, span
from sandbox_app.hints.relations import KEYS, chosen_rows
from sandbox_app.links import Link, links_of


def asked_by_hand(reading: Reading, fetches: Fetches, loops: list[RowLoop]) -> Iterator[Hint]:
    """For each line with one such chain: the relation's name, and what else is asked of its rows."""
    for fetch in fetches.of_kind("query", "count", "exists"):
        asking = (node for node in reading.chains if _may_send(reading, node, fetch.line))
        told = {node: list(_by_hand(reading, fetch, node, loops)) for node in asking}
        found = {node: pairs[0] for node, pairs in told.items() if len(pairs) == 1}
        chain = reading.only_one(fetch, list(found))
        if chain is not None:
            relation, links = found[chain]
            yield Hint("by_hand", fetch.line, 0, fetch.line, relation, "", fetch.model.__name__, fetch.column)
            yield from chosen_rows(reading, fetch, relation, links)


def _may_send(reading: Reading, node: ast.expr, line: int) -> bool:
    """Whether the chain stands on the line, or is kept under a name that does."""
    kept = reading.parents[node]
    target = kept.targets[0] if isinstance(kept, ast.Assign) else None
    uses = reading.names.get(target.id, ()) if isinstance(target, ast.Name) else ()
    return line in span(node) or any(use.lineno == line for use in uses)


def _by_hand(reading: Reading, fetch: Fetch, node: Any, loops: list[RowLoop]) -> Iterator[tuple[str, list[Link]]]:
    """(`Author.posts`, the links of the chain without the condition on the author)."""
    if reading.beginning(node)[0] != fetch.model.__name__:
        return
    _, links = links_of(node)
    for place, link in enumerate(links):
        for given in link.node.keywords if isinstance(link.node, ast.Call) and link.name == "filter" else ():
            relation = _relation(fetch.model, given, [loop for loop in loops if _is_around(reading, loop, node)])
            if relation:
                rest = [] if len(link.node.keywords) == 1 and not link.node.args else [_without(link, given)]
                yield relation, [*links[:place], *rest, *links[place + 1 :]][1:]


def _is_around(reading: Reading, loop: RowLoop, node: ast.AST) -> bool:
    around = reading.loops_around(node)
    return loop.holder in around or any(one in around for one in getattr(loop.holder, "generators", ()))


def _without(link: Link, given: ast.keyword) -> Link:
    call = link.node
    assert isinstance(call, ast.Call)
    rest = ast.Call(call.func, call.args, [one for one in call.keywords if one is not given])
    return Link(ast.copy_location(rest, call), link.before, link.name)


def _relation(model: type[Model], given: ast.keyword, loops: list[RowLoop]) -> str:
    """The relation of the loop's rows that `author=author` stands for, such as `Author.posts`; else ""."""
    value = given.value
    if isinstance(value, ast.Attribute) and value.attr in KEYS:
        value = value.value
    owners = [loop.model for loop in loops if isinstance(value, ast.Name) and value.id == loop.row]
    field = _field(model, given.arg or "")
    if field is None or not owners or field.related_model is not owners[0]:
        return ""
    accessor = field.field.name if isinstance(field, ForeignObjectRel) else field.remote_field.get_accessor_name()
    return f"{owners[0].__name__}.{accessor}" if accessor else ""


def _field(model: type[Model], lookup: str) -> Any:
    """The foreign key or many-to-many relation that a lookup of its key names."""
    name, _, key = lookup.partition("__")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if (field.many_to_one or field.many_to_many) and (not key or key in KEYS) else None
