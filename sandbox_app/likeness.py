"""How far a hidden database still gives the answers of the base, judged by questions that every schema allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import models

from sandbox_app.tables import Model, Row, Tables, columns, is_link


def likeness(one: Tables, other: Tables) -> int:
    """How many of the questions have the same answer: which targets, and how many rows each, for each state."""
    total = 0
    for model in (model for model in one if not is_link(model)):
        theirs = answers(model, other[model])
        total += sum(theirs.get(question) == answer for question, answer in answers(model, one[model]).items())
    return total


def answers(model: Model, rows: list[Row]) -> dict[tuple[object, ...], object]:
    """For each foreign key and each state of the flags: the targets, and how often each occurs."""
    keys = [field.attname for field in columns(model) if isinstance(field, models.ForeignKey)]
    found: dict[tuple[object, ...], object] = {}
    for key in keys:
        for flags in flag_sets(model):
            by_state: dict[tuple[object, ...], Counter[object]] = {}
            for row in rows:
                by_state.setdefault(tuple(row[flag] for flag in flags), Counter())[row[key]] += 1
            for state, counts in by_state.items():
                found[key, flags, state, "which"] = set(counts)
                found[key, flags, state, "how many"] = counts
    return found


def flag_sets(model: Model) -> Iterator[tuple[str, ...]]:
    """No flag, each flag alone, all together. Flags are columns with few states: booleans and choices."""
    flags = tuple(
        field.attname for field in columns(model) if isinstance(field, models.BooleanField) or field.choices
    )
    yield ()
    yield from ((flag,) for flag in flags)
    if len(flags) > 1:
        yield flags
