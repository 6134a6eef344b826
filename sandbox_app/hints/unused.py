"""Relations and columns that were loaded and that nothing in the program reads.

A name that the program mentions anywhere counts as read, and so does whatever it hands back: a page may read that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, TextField

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import Path, Reads, RowLoop, reads
from sandbox_app.hints.reading import Reading

MOST_NAMES = 6


def handed_back(answer: Any) -> set[str]:
    """The models (`Post`) whose objects are in the answer."""
    if isinstance(answer, list):
        return {name for item in answer for name in handed_back(item)}
    if not isinstance(answer, dict):
        return set()
    found = {answer["model"].rpartition(".")[2]} if answer.get("$") == "model" else set()
    return found.union(*(handed_back(part) for part in answer.values()))


def unused_prefetches(reading: Reading, fetches: Fetches, given: set[str]) -> Iterator[Hint]:
    for fetch in fetches.of_kind("prefetch"):
        accessor = fetch.relation.partition(".")[2]
        if fetch.model.__name__ not in given and (fetch.to_attr or accessor) not in reading.mentions:
            fix = _without(reading, "prefetch_related", accessor) or "prefetch_related(None)"
            yield Hint("unused_prefetch", fetch.line, 0, fetch.line, fetch.relation, fix, fetch.to_attr)


def unused_joins(reading: Reading, fetches: Fetches, given: set[str]) -> Iterator[Hint]:
    """Of a chain of joins the first that nobody follows."""
    for fetch in fetches.of_kind("query", "manager", "get"):
        for joined in fetch.joined:
            before, accessor = joined.path[:-1], joined.path[-1]
            owner = joined.relation.partition(".")[0]
            followed = all(name in reading.mentions for name in before)
            if followed and accessor not in reading.mentions and not given & {owner, fetch.model.__name__}:
                fix = _without(reading, "select_related", accessor) or "select_related(None)"
                yield Hint("unused_select_related", fetch.line, 0, fetch.line, joined.relation, fix)


def _without(reading: Reading, method: str, accessor: str) -> str:
    """The one call that names the relation, without it: `prefetch_related("tags")`; "" when nothing else is named."""
    calls = [node.args for node in ast.walk(reading.tree) if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Attribute) and node.func.attr == method and node.args]
    named = [lookups for lookups in map(_texts, calls) if any(_cut(one, accessor) != one for one in lookups)]
    if len(named) != 1:
        return ""
    kept = [kept for one in named[0] if (kept := _cut(one, accessor))]
    return f"{method}({', '.join(dict.fromkeys(_quoted(name) for name in kept))})" if kept else ""


def _texts(arguments: list[ast.expr]) -> list[str]:
    """The arguments, where all of them are texts."""
    texts = [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return texts if len(texts) == len(arguments) else []


def _cut(lookup: str, accessor: str) -> str:
    """The part of a path before the relation; the whole path where it does not go that way."""
    names = lookup.split("__")
    return "__".join(names[: names.index(accessor)] if accessor in names else names)


def unread_columns(reading: Reading, loops: list[RowLoop]) -> Iterator[Hint]:
    """Long texts that a loop's rows bring along and that it does not look at."""
    for loop in loops:
        fetch, found = loop.fetch, reads(reading, loop)
        if fetch.deferred != (frozenset(), True) or () in found.escaped:
            continue
        unread = [name for path, model in _loaded(fetch) for name in _unread_texts(path, model, found)]
        columns = _columns_read(fetch, found)
        if unread and columns is not None:
            fix = f"only({', '.join(map(_quoted, columns))})" if 0 < len(columns) <= MOST_NAMES else ""
            fix = fix or f"defer({', '.join(map(_quoted, unread))})"
            yield Hint("over_fetch", fetch.line, 0, fetch.line, f"{fetch.model.__name__}.{unread[0]}", fix, "columns")


def _loaded(fetch: Fetch) -> list[tuple[Path, type[Model]]]:
    return [((), fetch.model), *((joined.path, joined.model) for joined in fetch.joined)]


def _unread_texts(path: Path, model: type[Model], found: Reads) -> list[str]:
    if path in found.escaped:
        return []
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, TextField)]
    read = {one[: len(path) + 1] for one in found.paths}
    return ["__".join((*path, name)) for name in texts if (*path, name) not in read]


def _columns_read(fetch: Fetch, found: Reads) -> list[str] | None:
    """What `only()` must name so that the loop finds all it reads; None where that cannot be told."""
    columns: set[str] = set()
    ways = {joined.path for joined in fetch.joined}
    for path in found.paths:
        model, place = fetch.model, 0
        while place < len(path) and path[: place + 1] in ways:
            model = next(joined.model for joined in fetch.joined if joined.path == path[: place + 1])
            place += 1
        if place == len(path):
            if path in found.escaped:
                return None
            continue
        names = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)} | {"pk"}
        if path[place] not in names:
            return None
        if path[place] not in ("pk", model._meta.pk.name):
            columns.add("__".join((*path[:place], model._meta.get_field(path[place]).name)))
    return sorted(columns, key=lambda name: (name.count("__"), name))


def _quoted(name: str) -> str:
    return f'"{name}"'


