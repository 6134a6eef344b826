"""Checks fixtures and writes every image of what they hold."""

from __future__ import annotations

from pathlib import Path

from sandbox_app.fixture_check import checked_tables
from sandbox_app.fixture_faults import Faults
from sandbox_app.fixture_files import read_fixtures
from sandbox_app.images import schema_statements, write_fixture, write_image
from sandbox_app.tables import content_hash, is_link
from sandbox_app.variants import variants


def build(out_dir: Path, paths: list[str]) -> dict[str, object]:
    """Check the fixtures and, if nothing is wrong, write every image and the normalised fixture into out_dir."""
    faults = Faults()
    tables = checked_tables(read_fixtures(paths, faults), faults)
    version = None if faults.total else content_hash(tables)
    if version:
        statements = schema_statements()
        for name, rows in variants(tables, version):
            write_image(rows, statements, out_dir / f"{name}.sqlite3")
        write_fixture(tables, out_dir / "fixture.json.gz")
    counts = {model._meta.label: len(rows) for model, rows in tables.items() if not is_link(model)}
    return {"version": version, "counts": counts, "faults": faults.as_json(), "total_faults": faults.total}
