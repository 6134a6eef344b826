"""The content of a dataset between its fixture and its database images: rows of each table, and their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

IMAGE_FORMAT = 1  # raise it when the same rows shall give other images: new variants, new pragmas

Row = dict[str, Any]
"""Field attname (`author_id`) -> Python value, the primary key included."""
Model = type[models.Model]
Tables = dict[Model, list[Row]]
"""Every model, the tables of many-to-many links included; rows in order of their primary key."""


def all_models() -> list[Model]:
    """Every model of the dataset's apps and the tables that link many-to-many, in a fixed order."""
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)


def columns(model: Model) -> list[models.Field]:
    return list(model._meta.concrete_fields)


def is_link(model: Model) -> bool:
    """Whether this is the table that Django makes for a ManyToManyField without `through`."""
    return bool(model._meta.auto_created)


def link_ends(model: Model) -> tuple[models.ForeignKey, models.ForeignKey]:
    """The two foreign keys of a link table: to the model that declares the field, and to the other end."""
    keys = [field for field in columns(model) if isinstance(field, models.ForeignKey)]
    return keys[0], keys[1]


def link_fields(model: Model) -> list[models.ManyToManyField]:
    """The many-to-many fields whose links stand in the object itself; those with a `through` model do not."""
    return [many for many in model._meta.local_many_to_many if is_link(link_model(many))]


def link_model(many: models.ManyToManyField) -> Model:
    """The table that holds the links of a many-to-many field."""
    through: Model | None = many.remote_field.through
    assert through is not None
    return through


def number_links(model: Model, pairs: Iterable[tuple[object, object]]) -> list[Row]:
    """Rows of a link table for the pairs, each once, numbered in the order of the pairs."""
    left, right = link_ends(model)
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], pair[1]))  # type: ignore[arg-type]
    return [{"id": number, left.attname: a, right.attname: b} for number, (a, b) in enumerate(ordered, start=1)]


def content_hash(tables: Tables) -> str:
    """SHA-256 over the rows of every table and the schema they belong to: equal content, equal hash."""
    digest = hashlib.sha256(json.dumps([IMAGE_FORMAT, schema_state()]).encode())
    for model in all_models():
        names = [field.attname for field in columns(model) if not (is_link(model) and field.primary_key)]
        digest.update(json.dumps([model._meta.label_lower, names]).encode())
        for row in tables[model]:
            digest.update(json.dumps([plain(row[name]) for name in names]).encode())
    return digest.hexdigest()


def schema_state() -> list[str]:
    """The last migration of each app: names the schema that rows belong to."""
    return [".".join(node) for node in sorted(MigrationLoader(None).graph.leaf_nodes())]


def plain(value: object) -> object:
    """A value as JSON holds it in a fixture: one text for each value, whatever way it was written."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
