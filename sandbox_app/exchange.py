"""Exchanges values between the rows of a table, pair by pair, so that every constraint that held still holds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from sandbox_app.fixture_check import unique_sets
from sandbox_app.tables import Model, Row, Tables, columns, is_link, link_fields, link_model

ROUNDS = 3
ATTEMPTS_FOR_A_SMALL_KEY = 40
Kept = Callable[[Model, Row], bool]

KINDS: tuple[tuple[type[models.Field], ...], ...] = (
    (models.CharField, models.TextField),
    (models.IntegerField, models.DecimalField, models.FloatField),
    (models.DateField, models.TimeField, models.DurationField),
)
"""Columns of one kind move together, so that a name keeps its e-mail and a loan's dates their order."""


def exchange_values(tables: Tables, random_source: random.Random, *, is_kept: Kept) -> Tables:
    """New tables with the same rows' keys; blocks of values and foreign keys moved between rows."""
    return {model: exchanged(model, rows, random_source, is_kept) for model, rows in tables.items()}


def exchanged(model: Model, rows: list[Row], random_source: random.Random, is_kept: Kept) -> list[Row]:
    moving = blocks(model)
    table = Table.of(model, relabelled(model, [dict(row) for row in rows], moving, random_source))
    for block in moving:
        if len(rows) > 1:
            shuffle_block(table, block, random_source, is_kept)
    return table.rows


def relabelled(
    model: Model, rows: list[Row], moving: list[list[models.Field]], random_source: random.Random
) -> list[Row]:
    """Each moving foreign key with its targets renamed in a ring, so that no target keeps what hung on it.

    A renaming of one column keeps every uniqueness. Links between rows of one table stay: one could meet itself.
    """
    for field in (block[0] for block in moving if block[0].is_relation):
        if is_link(model) and len({key.related_model for key in columns(model) if key.is_relation}) == 1:
            continue
        targets = sorted({row[field.attname] for row in rows} - {None})
        random_source.shuffle(targets)
        ring = dict(zip(targets, targets[1:] + targets[:1], strict=True))
        for row in rows:
            row[field.attname] = ring.get(row[field.attname])
    return rows


def blocks(model: Model) -> list[list[models.Field]]:
    """Which columns move, and which of them together. Unique texts, keys to the own table and links between
    rows of one table stay: what names a row, and what is a tree or goes both ways. So does every plain value of
    a model whose constraints are more than uniqueness."""
    keys = [field for field in columns(model) if isinstance(field, models.ForeignKey)]
    among_own = is_link(model) and len({key.related_model for key in keys}) == 1
    moving: list[list[models.Field]] = [[key] for key in keys if key.related_model is not model]
    if among_own and is_symmetrical(model):
        return []
    if is_link(model):
        return moving[-1:]
    if any(not isinstance(constraint, models.UniqueConstraint) or constraint.condition or constraint.expressions
           for constraint in model._meta.constraints):
        return moving
    plain = [field for field in columns(model) if not field.is_relation and not field.unique]
    by_kind = [[field for field in plain if isinstance(field, kind) and not field.choices] for kind in KINDS]
    chosen = {field.attname for block in by_kind for field in block}
    flags = [[field] for field in plain if field.attname not in chosen]
    return moving + [block for block in by_kind if block] + flags


def is_symmetrical(link: Model) -> bool:
    owner: Any = link._meta.auto_created
    return any(link_model(many) is link and many.remote_field.symmetrical for many in link_fields(owner))


@dataclass(slots=True)
class Table:
    """Rows that are being changed, and how often each combination of unique values occurs."""

    model: Model
    rows: list[Row]
    uniques: list[tuple[str, ...]]
    counts: list[Counter[tuple[object, ...]]]
    ends: tuple[str, str] | None

    @classmethod
    def of(cls, model: Model, rows: list[Row]) -> Table:
        uniques = [tuple(field.attname for field in fields) for fields in unique_sets(model)]
        ends = None
        if is_link(model):
            keys = [field for field in columns(model) if isinstance(field, models.ForeignKey)]
            if keys[0].related_model is keys[1].related_model:
                ends = (keys[0].attname, keys[1].attname)
        counts = [Counter(tuple(row[name] for name in names) for row in rows) for names in uniques]
        return cls(model, rows, uniques, counts, ends)

    def swap(self, one: Row, other: Row, names: list[str]) -> bool:
        """Exchange the columns between two rows; False, and nothing changed, where a constraint forbids it."""
        self.count(one, other, -1)
        for name in names:
            one[name], other[name] = other[name], one[name]
        allowed = self.count(one, other, +1) and not self.links_itself(one) and not self.links_itself(other)
        if not allowed:
            self.count(one, other, -1)
            for name in names:
                one[name], other[name] = other[name], one[name]
            self.count(one, other, +1)
        return allowed

    def count(self, one: Row, other: Row, step: int) -> bool:
        """Add both rows' unique values to the counts, or take them away. Whether none occurs twice."""
        fine = True
        for names, counts in zip(self.uniques, self.counts, strict=True):
            for row in (one, other):
                values = tuple(row[name] for name in names)
                counts[values] += step
                fine = fine and (None in values or counts[values] < 2)
        return fine

    def links_itself(self, row: Row) -> bool:
        return self.ends is not None and row[self.ends[0]] == row[self.ends[1]]


def shuffle_block(table: Table, block: list[models.Field], random_source: random.Random, is_kept: Kept) -> None:
    """Swap the block's columns between random rows; then make sure that the rows with small keys have changed."""
    names = [field.attname for field in block]
    is_key = block[0].is_relation
    rows = table.rows
    before = [[row[name] for name in names] for row in rows[:12]]

    def try_swap(one: Row, other: Row) -> None:
        stays_set = is_key and (one[names[0]] is None) != (other[names[0]] is None)
        if one is not other and not (stays_set and (is_kept(table.model, one) or is_kept(table.model, other))):
            table.swap(one, other, names)

    for _ in range(ROUNDS):
        for row in rows:
            try_swap(row, random_source.choice(rows))
    for row, old in zip(rows, before, strict=False):
        for _ in range(ATTEMPTS_FOR_A_SMALL_KEY):
            if [row[name] for name in names] != old:
                break
            try_swap(row, random_source.choice(rows))
