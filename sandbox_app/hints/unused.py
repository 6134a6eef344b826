"""Relations and columns that were loaded and that nothing in the program reads.

A name that the program mentions anywhere counts as read, and so does whatever it hands back: a page may read that.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, TextField

from sandbox_app.hints.fetches import Fetch, Fetches, Joined
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.loops import Path, Reads, RowLoop, reads
from sandbox_app.hints.reading import Reading
from sandbox_app.hints.words import unparsed

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
    prefetched = list(fetches.of_kind("prefetch"))
    unused = [fetch for fetch in prefetched if fetch.model.__name__ not in given
              and (fetch.to_attr or _accessor(fetch)) not in reading.mentions]
    names = {fetch.to_attr or _accessor(fetch) for fetch in unused} | {_accessor(fetch) for fetch in unused}
    for fetch in unused:
        fix = _without(reading, "prefetch_related", names, all_of_them=len(unused) == len(prefetched))
        yield Hint("unused_prefetch", fetch.line, 0, fetch.line, fetch.relation, fix, fetch.to_attr, fetch.column)


def _accessor(fetch: Fetch) -> str:
    return fetch.relation.partition(".")[2]


def unused_joins(reading: Reading, fetches: Fetches, given: set[str]) -> Iterator[Hint]:
    """Of a chain of joins the first that nobody follows."""
    for fetch in fetches.of_kind("query", "manager", "get"):
        unused = [joined for joined in fetch.joined if _is_unused(reading, joined, given, fetch)]
        names = {joined.path[-1] for joined in unused}
        for joined in unused:
            fix = _without(reading, "select_related", names, all_of_them=len(unused) == len(fetch.joined))
            yield Hint("unused_select_related", fetch.line, 0, fetch.line, joined.relation, fix, "", fetch.column)


def _is_unused(reading: Reading, joined: Joined, given: set[str], fetch: Fetch) -> bool:
    *before, accessor = joined.path
    handed_on = given & {joined.relation.partition(".")[0], fetch.model.__name__}
    return not handed_on and accessor not in reading.mentions and all(name in reading.mentions for name in before)


def _without(reading: Reading, method: str, accessors: set[str], all_of_them: bool) -> str:
    """The one call that names the relations, without them: `prefetch_related("tags")`. Where all are unused, the call
    that cancels all; "" where it cannot be told what is left."""
    calls = [node.args for node in reading.nodes if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Attribute) and node.func.attr == method and node.args]
    named = [kept for kept in (_kept(call, accessors) for call in calls) if kept is not None]
    if len(named) == 1 and named[0]:
        return f"{method}({', '.join(named[0])})"
    return f"{method}(None)" if all_of_them else ""


def _kept(arguments: list[ast.expr], accessors: set[str]) -> list[str] | None:
    """What stays of the arguments; None where they do not name the relations."""
    kept = [_cut(one, accessors) for one in arguments]
    if kept == [unparsed(one) for one in arguments]:
        return None
    return list(dict.fromkeys(one for one in kept if one))


def _cut(argument: ast.expr, accessors: set[str]) -> str:
    """The part of a path before the relations; "" for a Prefetch that is about one."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        names = argument.value.split("__")
        before = list(itertools.takewhile(lambda name: name not in accessors, names))
        return _quoted("__".join(before)) if before else ""
    about = argument.args[0] if isinstance(argument, ast.Call) and argument.args else None
    is_about = isinstance(about, ast.Constant) and bool(accessors & set(str(about.value).split("__")))
    return "" if is_about else unparsed(argument)


def unread_columns(reading: Reading, loops: list[RowLoop]) -> Iterator[Hint]:
    """Long texts that a loop's rows bring along and that it does not look at."""
    for loop in loops:
        fetch, found = loop.fetch, reads(reading, loop)
        if fetch.deferred != (frozenset(), True) or () in found.escaped:
            continue
        texts = {name: model for path, model in _loaded(fetch) for name in _unread_texts(path, model, found)}
        unread = list(texts)
        columns = _columns_read(fetch, found)
        if unread and columns is not None:
            fix = f"only({', '.join(map(_quoted, columns))})" if 0 < len(columns) <= MOST_NAMES else ""
            fix = fix or f"defer({', '.join(map(_quoted, unread))})"
            relation = f"{texts[unread[0]].__name__}.{unread[0].split('__')[-1]}"
            yield Hint("over_fetch", fetch.line, 0, fetch.line, relation, fix, "columns", fetch.column)


def _loaded(fetch: Fetch) -> list[tuple[Path, type[Model]]]:
    return [((), fetch.model), *((joined.path, joined.model) for joined in fetch.joined)]


def _unread_texts(path: Path, model: type[Model], found: Reads) -> list[str]:
    if path in found.escaped:
        return []
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, TextField)]
    read = {one[: len(path) + 1] for one in found.paths}
    return ["__".join((*path, name)) for name in texts if (*path, name) not in read]


def _columns_read(fetch: Fetch, found: Reads) -> list[str] | None:
    """What `only()` must name so that the loop finds all it reads; None where that cannot be told, [] where a row is
    joined of which nothing is read: `only()` refuses to leave out what is joined."""
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
    are_read = all(any(f"{name}__".startswith(f"{'__'.join(way)}__") for name in columns) for way in ways)
    return sorted(columns, key=lambda name: (name.count("__"), name)) if are_read else []


def _quoted(name: str) -> str:
    return f'"{name}"'


