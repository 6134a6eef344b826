"""`Post.objects.filter(author=author)` in a loop over authors, `Author.objects.get(pk=post.author_id)` in a loop over
posts: relations that are asked for by hand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignObjectRel, Model

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import RowLoop, may_bring, without_enumerate
from sandbox_app.hints.reading import Reading, listed, span
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


def asked_by_key(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    """For each line that asks for one row by the key which the row of a loop holds: the relation's name, and how to
    read it."""
    for fetch in fetches.of_kind("get", "query"):
        here = (node for node in reading.chains if fetch.method in ("get", "first") and fetch.line in span(node))
        found = {node: pair for node in here if (pair := _by_key(reading, fetches, fetch, node))}
        chain = reading.only_one(fetch, list(found))
        if chain is not None:
            yield Hint("by_key", fetch.line, 0, fetch.line, *found[chain], fetch.model.__name__, fetch.column)


def _by_key(reading: Reading, fetches: Fetches, fetch: Fetch, node: ast.expr) -> tuple[str, str] | None:
    """(`Staff.role`, `person.role`) of `Role.objects.get(pk=person.role_id)`."""
    root, links = links_of(node)
    asked = links[1].node if len(links) > 1 and links[1].name in ("get", "filter") else None
    given = asked.keywords if isinstance(asked, ast.Call) and not asked.args else []
    if getattr(root, "id", "") != fetch.model.__name__ or len(given) != 1 or given[0].arg not in KEYS:
        return None
    key = given[0].value
    if not isinstance(key, ast.Attribute) or not isinstance(key.value, ast.Name):
        return None
    for field in (field for model in _models_of(reading, fetches, key.value) for field in model._meta.concrete_fields):
        if field.attname == key.attr and field.related_model is fetch.model:
            return f"{field.model.__name__}.{field.name}", f"{key.value.id}.{field.name}"
    return None


def _models_of(reading: Reading, fetches: Fetches, row: ast.Name) -> list[type[Model]]:
    """The model of a name that a loop around it goes through; [] where it may be one of several."""
    for loop in reading.loops_around(row):
        target, iterated, _ = without_enumerate(getattr(loop, "target", row), getattr(loop, "iter", row))
        if iterated is not row and getattr(target, "id", "") == row.id:
            begin, names = reading.beginning(listed(iterated))
            loaded = (fetch for fetch in fetches.of_kind("query", "manager") if fetch.loads_all)
            models = {fetch.model for fetch in loaded if fetch.shape == "model" and may_bring(fetch, begin, names)}
            return list(models) if len(models) == 1 else []
    return []


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
