"""What prefetch_related() of a QuerySet will load, or will be refused, once its rows are fetched. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.db.models.query_utils import DeferredAttribute


def prefetches(queryset: QuerySet[Any]) -> list[str]:
    """Each level that a query of its own will load, in order; what a join brings along needs none."""
    levels = dict.fromkeys(path for _, to in lookups(queryset) for path in prefixes(to))
    joined = joined_paths(queryset.query.select_related)
    return [level for level in levels if level not in joined]


def joined_paths(select_related: Any, before: str = "") -> set[str]:
    if not isinstance(select_related, dict):
        return set()
    deeper = (joined_paths(inner, f"{before}{name}__") for name, inner in select_related.items())
    return {f"{before}{name}" for name in select_related}.union(*deeper)


def no_relation(queryset: QuerySet[Any]) -> str:
    """The first path given to prefetch_related() that leads along no relation: Django says so only with the rows."""
    made: set[str] = set()
    for through, to in lookups(queryset):
        model = queryset.model
        for path in prefixes(through):
            name = path.rpartition("__")[2]
            related = relations(model).get(name)
            if path in made or (related is None and is_of_its_own(model, name)):
                break
            if related is None:
                return path
            model = related
        made.add(to)
    return ""


def taken_name(queryset: QuerySet[Any]) -> str:
    """The first `to_attr` that the model has a field of already: refused with the rows, too."""
    for through, to in lookups(queryset):
        if through != to and "__" not in to:
            with suppress(FieldDoesNotExist):
                queryset.model._meta.get_field(to)
                return to
    return ""


def lookups(queryset: QuerySet[Any]) -> Iterator[tuple[str, str]]:
    """(the path of relations, the path the rows are put under) of each lookup."""
    for lookup in queryset._prefetch_related_lookups:
        through = str(getattr(lookup, "prefetch_through", lookup))
        yield through, str(getattr(lookup, "prefetch_to", through))


def prefixes(path: str) -> list[str]:
    parts = path.split("__")
    return ["__".join(parts[: end + 1]) for end in range(len(parts))]


def relations(model: type[Model]) -> dict[str, type[Model]]:
    """Accessor -> the model it leads to."""
    fields = [field for field in model._meta.get_fields() if field.is_relation and field.related_model]
    return {accessor(field): field.related_model for field in fields}


def accessor(field: Any) -> str:
    return field.get_accessor_name() if hasattr(field, "get_accessor_name") else field.name


def is_of_its_own(model: type[Model], name: str) -> bool:
    """Whether the model has something else of that name, such as a property that gives a manager."""
    return not isinstance(getattr(model, name, None), (DeferredAttribute, type(None)))
