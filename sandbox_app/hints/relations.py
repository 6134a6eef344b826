"""What a loop asks of a relation beyond its rows: the conditions, order and limit to give to Prefetch() or Count()."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.db.models import ForeignObjectRel, Model

from sandbox_app.hints.fetches import Fetch, Fetches
from sandbox_app.hints.hint import Hint
from sandbox_app.hints.reading import Reading, span
from sandbox_app.hints.words import unparsed
from sandbox_app.links import Link, links_of

KEYS = ("pk", "id")
KEPT = ("filter", "exclude", "order_by", "select_related", "reverse", "distinct")
# Prefetch() takes no values(): the loop reads the attributes instead.
ENDS = ("count", "exists", "iterator", "aggregate", "values", "values_list")


def relation_rows(reading: Reading, fetches: Fetches) -> Iterator[Hint]:
    """For each manager asked on a line: its QuerySet as the related model says it, and its condition as one Q."""
    for fetch in fetches.of_kind("manager"):
        links = _links_after(reading, fetch) if issubclass(fetch.model, Model) else None
        if links is not None:
            yield from chosen_rows(reading, fetch, fetch.relation, links)


def chosen_rows(reading: Reading, fetch: Fetch, relation: str, links: list[Link]) -> Iterator[Hint]:
    """What these links ask of the relation's rows; nothing where that is all of them."""
    rows, condition = _queryset(reading, fetch.model.__name__, links), _condition(reading, links)
    if rows or condition:
        yield Hint("relation_rows", fetch.line, 0, fetch.line, relation, condition, rows, fetch.column)


def relation_keys(fetches: Fetches) -> Iterator[Hint]:
    """For each manager whose rows are aggregated: the related rows of one outer row, for a subquery."""
    for fetch in fetches.of_kind("manager"):
        name = name_back(fetch) if fetch.method == "aggregate" else ""
        if name:
            rows = f'{fetch.model.__name__}.objects.filter({name}=OuterRef("pk"))'
            yield Hint("relation_key", fetch.line, 0, fetch.line, fetch.relation, rows, name, fetch.column)


def name_back(fetch: Fetch) -> str:
    """What the related model calls the relation in `filter()`: `author` for `Author.posts`."""
    owner, _, accessor = fetch.relation.partition(".")
    for field in fetch.model._meta.get_fields():
        if field.is_relation and field.related_model and field.related_model.__name__ == owner:
            back = field.remote_field
            # `concrete` does not tell: it is True for a many-to-many relation up to Django 6.0, and False from 6.1.
            if (back.name if isinstance(field, ForeignObjectRel) else back.get_accessor_name()) == accessor:
                return str(field.name)
    return ""


def key_reads(reading: Reading) -> Iterator[Hint]:
    """`post.author.pk`, where the program reads `author` in no other way: the column `author_id` holds it."""
    read: dict[str, list[ast.Attribute]] = {}
    for node in reading.nodes:
        if isinstance(node, ast.Attribute):
            read.setdefault(node.attr, []).append(node)
    of_keys = {node.value: node for key in KEYS for node in read.get(key, ())}
    for accessor, nodes in read.items():
        for node in nodes if all(one in of_keys for one in nodes) else ():
            line = of_keys[node].lineno
            yield Hint("key_only", line, 0, line, accessor, f"{unparsed(node)}_id")


def prefetched_lists(fetches: Fetches) -> Iterator[Hint]:
    """Under which name the rows of a Prefetch(to_attr=…) are found."""
    for fetch in fetches.of_kind("prefetch"):
        if fetch.to_attr:
            yield Hint("prefetched_list", fetch.line, 0, fetch.line, fetch.relation, fetch.to_attr, "", fetch.column)


def _links_after(reading: Reading, fetch: Fetch) -> list[Link] | None:
    """The links of the one chain on the line (or else in the program) that goes through the accessor, after it."""
    accessor = fetch.relation.partition(".")[2]
    found = {node: links for node in reading.chains
             if (links := _after(links_of(node)[1], accessor)) is not None}
    here = [node for node in found if fetch.line in span(node)]
    chain = reading.only_one(fetch, here or list(found))
    return found[chain] if chain is not None else None


def _after(links: list[Link], accessor: str) -> list[Link] | None:
    places = [place for place, link in enumerate(links) if link.name == accessor and not link.is_call]
    return links[places[0] + 1 :] if places else None


def _queryset(reading: Reading, model: str, links: list[Link]) -> str:
    """`Tag.objects.filter(active=True)`; "" where it is all rows, or cannot be said apart from the loop."""
    text = f"{model}.objects"
    for place, link in enumerate(links):
        if link.is_call and link.name in KEPT:
            if _depends_on_loop(reading, link):
                return ""
            text += f".{link.name}({_arguments(link)})"
        elif first := _first(link, is_ordered=".order_by(" in text):
            return text + first  # what follows is read of that row
        elif not link.name and isinstance(link.node, ast.Subscript) and isinstance(link.node.slice, ast.Slice):
            text += f"[{ast.unparse(link.node.slice)}]"
        elif not (link.is_call and link.name in ("all", *(ENDS if place == len(links) - 1 else ()))):
            return ""
    return "" if text.endswith(".objects") else text


def _first(link: Link, is_ordered: bool) -> str:
    """How a QuerySet ends that fetches what `first()`, `latest("created")` or `earliest("created")` gives; else ""."""
    if link.is_call and link.name == "first":
        return "[:1]" if is_ordered else '.order_by("pk")[:1]'
    by = link.node.args if isinstance(link.node, ast.Call) and link.name in ("latest", "earliest") else []
    if len(by) != 1 or not isinstance(by[0], ast.Constant):
        return ""
    name = f"-{by[0].value}" if link.name == "latest" else by[0].value
    return f'.order_by("{name.removeprefix("--")}")[:1]'


def _condition(reading: Reading, links: list[Link]) -> str:
    """`Q({}__active=True)`, where {} is the path to the relation; "" where there is none or it cannot be said."""
    parts = []
    for link in links:
        if link.is_call and link.name in ("filter", "exclude") and isinstance(link.node, ast.Call):
            if link.node.args or _depends_on_loop(reading, link) or any(not one.arg for one in link.node.keywords):
                return ""
            inside = ", ".join("{}__" + f"{one.arg}={unparsed(one.value)}" for one in link.node.keywords)
            parts.append(f"{'~' if link.name == 'exclude' else ''}Q({inside})")
    return " & ".join(parts)


def _arguments(link: Link) -> str:
    assert isinstance(link.node, ast.Call)
    call = unparsed(ast.Call(ast.Name("f"), link.node.args, link.node.keywords))
    return call.removeprefix("f(").removesuffix(")")


def _depends_on_loop(reading: Reading, link: Link) -> bool:
    """Whether an argument names something that a loop or a function's caller sets."""
    names = {node.id for part in link.arguments for node in ast.walk(part) if isinstance(node, ast.Name)}
    return any(name in reading.bound or _set_by_loop(reading, name) for name in names)


def _set_by_loop(reading: Reading, name: str) -> bool:
    stores = [use for use in reading.names.get(name, ()) if not isinstance(use.ctx, ast.Load)]
    return any(not isinstance(reading.parents[use], ast.Assign) or reading.loops_around(use) for use in stores)
