"""Other databases from one: larger ones, and one whose answers nobody has seen. They know no model by name.

`scale-2` and `scale-4` hold every row that many times: keys shifted, foreign keys to the clones of the same round, so
that query counts show whether they grow. `hidden` lacks a part of the rows and has values and foreign keys exchanged
between rows (`sandbox_app.exchange`), so that an answer copied from the base data is wrong there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import models

from sandbox_app.exchange import exchange_values
from sandbox_app.tables import Model, Row, Tables, all_models, columns, is_link, link_ends, number_links

SMALL_KEYS = 6
SHARE_DROPPED = 0.2


def variants(base: Tables, version: str) -> Iterator[tuple[str, Tables]]:
    """Every image's name and rows. The hidden one is seeded with the version, so it is the same each time."""
    yield "base", base
    yield "scale-2", scaled(base, 2)
    yield "scale-4", scaled(base, 4)
    yield "hidden", hidden(base, random.Random(f"hidden {version}"))  # noqa: S311 (no secret)


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
    steps = {field.attname: shifts[key_model(field)] for field in columns(model) if key_model(field)}
    distinct = [field for field in columns(model) if field.attname not in steps and differs_in_every_row(field, rows)]
    taken = {field.attname: {row[field.attname] for row in rows} for field in distinct}

    def clone(row: Row, round_number: int) -> Row:
        new = {name: value + steps[name] * round_number if name in steps and value is not None else value
               for name, value in row.items()}
        for field in distinct:
            new[field.attname] = another(field, row[field.attname], round_number, taken[field.attname])
        return new

    return clone


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
    candidates = later_times if isinstance(value, datetime) else suffixed_texts
    if value in (None, ""):
        return value
    found = next(candidate for candidate in candidates(field, value, round_number) if candidate not in taken)
    taken.add(found)
    return found


def later_times(_: models.Field, value: datetime, round_number: int) -> Iterator[datetime]:
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
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number and len(text) < length:
        number, rest = divmod(number, len(signs))
        text = signs[rest] + text
    return text


def hidden(base: Tables, random_source: random.Random) -> Tables:
    """Fewer rows, and values exchanged between rows. What look-ups by key or by unique text find stays there."""
    tables = exchange_values(thinned(base, random_source), random_source, is_kept=is_kept)
    return {model: renumbered(model, rows) if is_link(model) else rows for model, rows in tables.items()}


def is_kept(model: Model, row: Row) -> bool:
    """Rows that exercises may name: those with a small key, and all of a model that has a unique text."""
    return row[model._meta.pk.attname] <= SMALL_KEYS or any(
        field.unique and isinstance(field, (models.CharField, models.TextField)) for field in columns(model)
    )


def thinned(base: Tables, random_source: random.Random) -> Tables:
    """Without about a fifth of the rows that nobody names, and without what hangs on them."""
    tables = {
        model: rows if is_link(model)
        else [row for row in rows if is_kept(model, row) or random_source.random() >= SHARE_DROPPED]
        for model, rows in base.items()
    }
    for model in all_models():
        if is_link(model):
            tables[model] = thinned_links(model, base[model], random_source)
    return without_dangling(tables)


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
        if isinstance(field, models.ForeignKey) and row[field.attname] is not None:
            if row[field.attname] not in present[field.related_model]:
                if not field.null:
                    return None
                row = row | {field.attname: None}
    return row


def renumbered(model: Model, rows: list[Row]) -> list[Row]:
    left, right = link_ends(model)
    return number_links(model, ((row[left.attname], row[right.attname]) for row in rows))
