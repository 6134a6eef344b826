"""Aggregates over two relations to many at once: each row of the one is counted once for each row of the other.

Whether the numbers really are too large is read off the rows that came: see `is_inflated`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Sum

from sandbox_app.hints.words import unparsed


@dataclass(frozen=True)
class Multiplied:
    """One annotation of the query: its name, the path it was given, and the relations to many on its way.

    distinct: counts each row once, whatever stands beside it.
    """

    name: str
    lookup: str
    function: str
    distinct: bool
    many: frozenset[str]
    field: Any


def is_suspicious(query: Any) -> bool:
    return len(query.annotations) > 1 and len(multiplied(query)) > 1


def multiplied(query: Any) -> list[Multiplied]:
    """Counts and sums over relations to many none of which lies on the way to another; [] where there is but one, or
    where all are distinct."""
    found = [one for name, annotation in query.annotations.items() for one in _multiplied(query, name, annotation)]
    apart = [one for one in found if all(other is one or not one.many & other.many for other in found)]
    return apart if len(apart) > 1 and not all(one.distinct for one in apart) else []


def _multiplied(query: Any, name: str, annotation: Any) -> Iterator[Multiplied]:
    if type(annotation) not in (Count, Sum):
        return
    given, named = annotation._constructor_args
    lookup = given[0] if given else named.get("expression")
    column = annotation.get_source_expressions()[0]
    if isinstance(lookup, str) and hasattr(column, "alias"):
        many = frozenset(_many_on_the_way(query, column.alias))
        if many:
            function = type(annotation).__name__
            yield Multiplied(name, lookup, function, annotation.distinct, many, _relation(query.model, lookup))


def _many_on_the_way(query: Any, alias: str) -> Iterator[str]:
    """The aliases of the joins to many, from this table back to the first one."""
    while (join := query.alias_map[alias]).parent_alias:
        if _leads_to_many(join.join_field):
            yield alias
        alias = join.parent_alias


def _leads_to_many(field: Any) -> bool:
    return bool(field.one_to_many or field.many_to_many)


def _relation(model: type[Model], lookup: str) -> Any:
    """The relation that a path begins with."""
    return model._meta.get_field(lookup.split("__", maxsplit=1)[0])


def is_inflated(asked: Any, found: list[Multiplied]) -> bool:
    """Whether a row proves it. Of two counts joined together, each the product of both numbers of rows (or at least of
    its own and the other's), one is too large where the one is 2 or more and the other is not 0; so is a sum. Beside a
    distinct count of 2 or more, all that is not 0 is too large."""
    rows = asked._result_cache or ()
    counts = [one for one in found if one.function == "Count"]
    return any(
        _value(row, count.name, asked) >= 2 and _value(row, one.name, asked)
        for row in rows for count in counts for one in found if one is not count and not one.distinct
    )


def _value(row: Any, name: str, asked: Any) -> Any:
    if isinstance(row, Model):
        return row.__dict__.get(name) or 0
    if isinstance(row, dict):
        return row.get(name) or 0
    fields = asked._fields or ()
    return row[fields.index(name)] or 0 if isinstance(row, tuple) and name in fields else 0


def mended(found: list[Multiplied], nodes: list[ast.AST]) -> str:
    """`annotate()` with every count distinct and every sum in a subquery of its own."""
    parts = (f"{one.name}={_distinct(one, nodes) if one.function == 'Count' else _subquery(one)}"
             for one in found if not one.distinct)
    return f"annotate({', '.join(parts)})"


def _distinct(one: Multiplied, nodes: list[ast.AST]) -> str:
    """The learner's own Count, conditions and all, made distinct."""
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            named = ast.unparse(node.func)
            if node.args[0].value == one.lookup and named.split(".")[-1] == "Count":
                keywords = [*node.keywords, ast.keyword("distinct", ast.Constant(True))]
                return unparsed(ast.Call(node.func, node.args, keywords))
    return f'Count("{one.lookup}", distinct=True)'


def _subquery(one: Multiplied) -> str:
    """A sum over rows of a reverse foreign key, made without the join; `Subquery(...)` for any other way."""
    field = getattr(one.field, "field", None)
    names = one.lookup.split("__")
    if not getattr(one.field, "one_to_many", False) or field is None or len(names) != 2:
        return "Subquery(...)"
    rows = f'{field.model.__name__}.objects.filter({field.name}=OuterRef("pk")).order_by()'
    return f'Subquery({rows}.values("{field.name}").annotate(total=Sum("{names[1]}")).values("total"))'
