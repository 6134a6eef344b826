"""A smaller database: rows and links left out, foreign keys whole, every row that exercises may name still there."""

from __future__ import annotations

import random

from django.db import models

from sandbox_app.tables import Model, Row, Tables, all_models, columns, is_link, link_ends

SMALL_KEYS = 6
SHARE_DROPPED = 0.15


def is_kept(model: Model, row: Row) -> bool:
    """Rows that exercises may name: those with a small key, and all of a model that has a unique text."""
    return row[model._meta.pk.attname] <= SMALL_KEYS or any(
        field.unique and isinstance(field, (models.CharField, models.TextField)) for field in columns(model)
    )


def thinned(base: Tables, random_source: random.Random) -> Tables:
    """Without some of the rows that nobody names, and without what hangs on them."""
    needed = needed_keys(base)
    tables = {
        model: rows if is_link(model)
        else [row for row in rows
              if row[model._meta.pk.attname] in needed[model] or random_source.random() >= SHARE_DROPPED]
        for model, rows in base.items()
    }
    for model in all_models():
        if is_link(model):
            tables[model] = thinned_links(model, base[model], random_source)
    return without_dangling(tables)


def needed_keys(base: Tables) -> dict[Model, set[object]]:
    """The keys of rows that stay: those that exercises may name, and all that these point at."""
    needed = {
        model: {row[model._meta.pk.attname] for row in rows if is_kept(model, row)} for model, rows in base.items()
    }
    while True:
        before = sum(map(len, needed.values()))
        for model, rows in base.items():
            for field in columns(model):
                if isinstance(field, models.ForeignKey) and not is_link(model):
                    kept = (row for row in rows if row[model._meta.pk.attname] in needed[model])
                    needed[field.related_model] |= {row[field.attname] for row in kept} - {None}
        if sum(map(len, needed.values())) == before:
            return needed


def thinned_links(model: Model, rows: list[Row], random_source: random.Random) -> list[Row]:
    """Links between two rows go both ways or not at all, so that a symmetrical relation stays symmetrical."""
    left, right = link_ends(model)
    both_ways = left.related_model is right.related_model
    dropped = set()
    for row in rows:
        pair = (row[left.attname], row[right.attname])
        name = tuple(sorted(pair)) if both_ways else pair
        if name not in dropped and random_source.random() < SHARE_DROPPED * (0.5 if both_ways else 1):
            dropped.add(name)
    return [row for row in rows if (row[left.attname], row[right.attname]) not in dropped
            and not (both_ways and tuple(sorted((row[left.attname], row[right.attname]))) in dropped)]


def without_dangling(tables: Tables) -> Tables:
    """Set foreign keys to dropped rows to NULL where they may be, else drop their rows too, until all are whole."""
    while True:
        present = {model: {row[model._meta.pk.attname] for row in rows} for model, rows in tables.items()}
        mended = {model: [whole for row in rows if (whole := mended_row(model, row, present))]
                  for model, rows in tables.items()}
        if all(len(mended[model]) == len(rows) for model, rows in tables.items()):
            return mended
        tables = mended


def mended_row(model: Model, row: Row, present: dict[Model, set[object]]) -> Row | None:
    for field in columns(model):
        if isinstance(field, models.ForeignKey) and row[field.attname] not in present[field.related_model] | {None}:
            if not field.null:
                return None
            row = row | {field.attname: None}
    return row
