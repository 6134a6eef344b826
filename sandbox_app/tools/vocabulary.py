"""The names that an editor completes: models, their fields and relations, lookups, QuerySet methods, names in scope."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignObjectRel, Model, QuerySet

LINE = 120


def vocabulary(scope: dict[str, Any]) -> dict[str, Any]:
    models = {model.__name__: members(model) for model in apps.get_models()}
    every = [field for model in apps.get_models() for field in model._meta.get_fields()]
    kinds = {type(field).__name__: type(field) for field in every if isinstance(field, Field)}
    return {
        "models": models,
        "lookups": {name: sorted(kinds[name].get_lookups()) for name in sorted(kinds)},
        "methods": {name: first_line(getattr(QuerySet, name)) for name in queryset_methods()},
        "scope": sorted(name for name in scope if not name.startswith("__")),
    }


def members(model: type[Model]) -> dict[str, Any]:
    """fields: name -> kind. relations, as conditions name them, and accessors, as objects do: name -> [model, many]."""
    fields: dict[str, str] = {"pk": type(model._meta.pk).__name__}
    relations: dict[str, list[Any]] = {}
    accessors: dict[str, list[Any]] = {}
    for field in model._meta.get_fields():
        to = field.related_model.__name__ if isinstance(field.related_model, type) else ""
        many = bool(field.one_to_many or field.many_to_many)
        if isinstance(field, ForeignObjectRel):
            relations[field.name] = [to, many]
            accessors[field.get_accessor_name() or field.name] = [to, many]
        elif field.is_relation:
            relations[field.name] = accessors[field.name] = [to, many]
            if not many:
                fields[field.attname] = type(field.target_field).__name__
        else:
            fields[field.name] = type(field).__name__
    return {"fields": fields, "relations": relations, "accessors": accessors}


def queryset_methods() -> list[str]:
    """Those that learners call: the asynchronous twins (`aget` of `get`) only repeat them."""
    public = [name for name in dir(QuerySet) if not name.startswith("_") and callable(getattr(QuerySet, name))]
    return [name for name in public if not (name.startswith("a") and name[1:] in public) and name != "as_manager"]


def first_line(method: Any) -> str:
    return (method.__doc__ or "").strip().partition("\n")[0][:LINE]
