"""Larger databases of the same kind: every row several times.

Clones point at the clones of their own round, and every second one at the original, so that all tables grow and so
does what hangs on one named row: query counts show whether they grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import models

from sandbox_app.fixture_check import unique_sets
from sandbox_app.tables import Model, Row, Tables, columns, is_link, link_ends

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


def scaled(base: Tables, times: int) -> Tables:
    """Every row `times` times. The first round is the base itself, so a look-up by key or handle finds the same row."""
    shifts = {model: max((row[model._meta.pk.attname] for row in rows), default=0) for model, rows in base.items()}
    tables: Tables = {model: list(rows) for model, rows in base.items()}
    for model, rows in base.items():
        change = cloner(model, rows, shifts)
        for round_number in range(1, times):
            tables[model] += [change(row, round_number) for row in rows]
    return tables


def cloner(model: Model, rows: list[Row], shifts: dict[Model, int]) -> Callable[[Row, int], Row]:
    """A function that gives the clone of a row in a round: keys shifted, what differed in every row still does."""
    steps = {field.attname: shifts[target] for field in columns(model) if (target := key_model(field))}
    shared = shared_keys(model)
    distinct = [field for field in columns(model) if field.attname not in steps and differs_in_every_row(field, rows)]
    taken = {field.attname: {row[field.attname] for row in rows} for field in distinct}

    def clone(row: Row, round_number: int) -> Row:
        to_original = shared if (row[model._meta.pk.attname] + round_number) % 2 else frozenset()
        new = {name: value + steps[name] * round_number
               if name in steps and value is not None and name not in to_original else value
               for name, value in row.items()}
        for field in distinct:
            new[field.attname] = another(field, row[field.attname], round_number, taken[field.attname])
        return new

    return clone


def shared_keys(model: Model) -> frozenset[str]:
    """The foreign keys by which a clone may point at the original: no uniqueness forbids it, and no tree is bent."""
    keys = [field for field in columns(model) if isinstance(field, models.ForeignKey)]
    if is_link(model):
        left, right = link_ends(model)
        return frozenset({right.attname} if left.related_model is not right.related_model else ())
    bound = {field for fields in unique_sets(model) for field in fields}
    return frozenset(key.attname for key in keys if key not in bound and key.related_model is not model)


def key_model(field: models.Field) -> Model | None:
    """The model whose rows the column numbers: the target of a foreign key, the model itself for its primary key."""
    if isinstance(field, models.ForeignKey):
        return field.related_model
    return field.model if field.primary_key else None


def differs_in_every_row(field: models.Field, rows: list[Row]) -> bool:
    """Whether clones need a value of their own: no two rows share one (a unique column, or times that never tie)."""
    if not isinstance(field, (models.CharField, models.TextField, models.DateTimeField)) or field.choices:
        return False
    values = [row[field.attname] for row in rows if row[field.attname] not in (None, "")]
    return field.unique or (len(values) > 1 and len(set(values)) == len(values))


def another(field: models.Field, value: object, round_number: int, taken: set[object]) -> object:
    """A value near the given one that no row has yet: a time some seconds later, a text with a suffix that fits."""
    if value in (None, ""):
        return value
    candidates = (
        later_times(value, round_number) if isinstance(value, datetime)
        else suffixed_texts(field, str(value), round_number)
    )
    found = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(found)
    return found


def later_times(value: datetime, round_number: int) -> Iterator[datetime]:
    while True:
        value += timedelta(seconds=round_number)
        yield value


def suffixed_texts(field: models.Field, value: str, round_number: int) -> Iterator[str]:
    """`asha_rao-2`, and on until one is free; the stem is cut where the field is too short. An e-mail stays one."""
    stem, at, domain = value.partition("@") if isinstance(field, models.EmailField) else (value, "", "")
    number = round_number + 1
    while True:
        suffix = f"-{number}"
        if field.max_length and field.max_length <= len(suffix) + 1:
            suffix = in_letters(number, field.max_length)
        room = field.max_length - len(at + domain) if field.max_length else len(value) + len(suffix)
        yield stem[: max(room - len(suffix), 0)] + suffix + at + domain
        number += 1


def in_letters(number: int, length: int) -> str:
    """The number written with 36 signs, so that very short columns still hold many values."""
    text = ""
    while number and len(text) < length:
        number, rest = divmod(number, len(SIGNS))
        text = SIGNS[rest] + text
    return text
