"""Checks fixtures and writes every image of what they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sandbox_app.fixture_check import checked_tables
from sandbox_app.fixture_faults import Faults, Place
from sandbox_app.fixture_files import Bounds, FixtureObject, read_fixtures
from sandbox_app.images import schema_statements, write_fixture, write_image
from sandbox_app.tables import content_hash, is_link
from sandbox_app.variants import variants


def build(
    out_dir: Path, paths: list[str], onto: str | None, bounds: Bounds, *, whole_models: bool = False
) -> dict[str, object]:
    """Check the fixtures and, if nothing is wrong, write every image and the normalised fixture into out_dir.

    onto: a fixture below them, whose objects give way to those with the same model and key; with `whole_models` to
    any of the same model, so that what the files leave out of it is gone.
    """
    faults = Faults()
    objects = read_fixtures(paths, faults, bounds)
    if onto and not faults.total:
        below = [by_key(item) for item in read_fixtures([onto], faults, bounds)]
        objects = laid_over(below, objects, model_of if whole_models else key_of)
    tables = checked_tables(objects, faults)
    version = None if faults.total else content_hash(tables)
    if version:
        statements = schema_statements()
        for name, rows in variants(tables, version):
            write_image(rows, statements, out_dir / f"{name}.sqlite3")
        write_fixture(tables, out_dir / "fixture.json.gz")
    counts = {model._meta.label: len(rows) for model, rows in tables.items() if not is_link(model)}
    return {"version": version, "counts": counts, "faults": faults.as_json(), "total_faults": faults.total}


def by_key(item: FixtureObject) -> FixtureObject:
    """Placed by model and key: where an object stands in a fixture that we wrote says nothing to anybody."""
    return FixtureObject(Place(" ".join([f"{item.place.file},", *key_of(item)]), None), item.data)


def laid_over(
    below: list[FixtureObject], above: list[FixtureObject], place_of: Callable[[FixtureObject], object]
) -> list[FixtureObject]:
    taken = {place_of(item) for item in above}
    return [item for item in below if place_of(item) not in taken] + above


def model_of(item: FixtureObject) -> str:
    return key_of(item)[0]


def key_of(item: FixtureObject) -> tuple[str, str]:
    """Model and key as texts: nothing about the object has been checked yet."""
    data = item.data if isinstance(item.data, dict) else {}
    return str(data.get("model")).lower(), str(data.get("pk"))
