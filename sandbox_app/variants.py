"""Other databases from one: larger ones, and one whose answers nobody has seen. They know no model by name.

`scale-2` and `scale-4` hold every row that many times (`sandbox_app.scaling`). `hidden` lacks a part of the rows
(`sandbox_app.thinning`) and has values and foreign keys exchanged between rows (`sandbox_app.exchange`), so that an
answer copied from the base data is wrong there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from sandbox_app.exchange import exchange_values
from sandbox_app.likeness import likeness
from sandbox_app.scaling import scaled
from sandbox_app.tables import Model, Row, Tables, is_link, link_ends, number_links
from sandbox_app.thinning import is_kept, thinned

TRIES = 6
MOST_ROWS_FOR_TRIES = 5_000


def variants(base: Tables, version: str) -> Iterator[tuple[str, Tables]]:
    """Every image's name and rows. The hidden one is seeded with the version, so it is the same each time."""
    yield "base", base
    yield "scale-2", scaled(base, 2)
    yield "scale-4", scaled(base, 4)
    yield "hidden", least_alike(base, version)


def least_alike(base: Tables, version: str) -> Tables:
    """Of several hidden databases the one with the fewest answers of the base: small tables agree by chance.

    Large data needs, and gets, only one try.
    """
    tries = TRIES if sum(map(len, base.values())) <= MOST_ROWS_FOR_TRIES else 1
    seeds = (f"hidden {number} {version}" for number in range(tries))
    found = [hidden(base, random.Random(seed)) for seed in seeds]  # noqa: S311 (no secret)
    return min(found, key=lambda tables: likeness(base, tables))


def hidden(base: Tables, random_source: random.Random) -> Tables:
    """Fewer rows, and values exchanged between rows. What look-ups by key or by unique text find stays there."""
    tables = exchange_values(thinned(base, random_source), random_source, is_kept=is_kept)
    return {model: renumbered(model, rows) if is_link(model) else rows for model, rows in tables.items()}


def renumbered(model: Model, rows: list[Row]) -> list[Row]:
    left, right = link_ends(model)
    return number_links(model, ((row[left.attname], row[right.attname]) for row in rows))
