"""Writes rows into SQLite images: the files that the jail serves to learners."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections import defaultdict
from pathlib import Path

from django.core.management import call_command
from django.db import connection, models

from sandbox_app.tables import (
    Model,
    Row,
    Tables,
    all_models,
    columns,
    is_link,
    link_ends,
    link_fields,
    link_model,
    plain,
)

PAGE_BYTES = 1024  # small pages: less is copied when a run writes a few rows


def schema_statements() -> list[str]:
    """The statements that create the tables and indexes, from the migrations."""
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        found = cursor.fetchall()
    own_tables = {model._meta.db_table for model in all_models()}
    return [sql for table, sql in found if table in own_tables]


def write_image(tables: Tables, statements: list[str], path: Path) -> None:
    """One SQLite file that holds exactly these rows. Equal rows give equal bytes with one version of SQLite."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        for statement in statements:
            database.execute(statement)
        database.execute("BEGIN")
        for model in all_models():
            insert_rows(database, model, tables[model])
        database.execute("COMMIT")
        dangling = database.execute("PRAGMA foreign_key_check").fetchall()
        if dangling:
            raise AssertionError(f"the variant {path.stem} has foreign keys that point nowhere: {dangling[:3]}")
        path.unlink(missing_ok=True)
        database.execute("VACUUM INTO ?", (str(path),))
    finally:
        database.close()


def insert_rows(database: sqlite3.Connection, model: Model, rows: list[Row]) -> None:
    fields = columns(model)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join("?" for _ in fields)
    database.executemany(
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})",
        ([field.get_db_prep_save(row[field.attname], connection) for field in fields] for row in rows),
    )


def as_fixture(tables: Tables) -> list[dict[str, object]]:
    """The rows as the objects of a Django fixture; many-to-many links stand in the object that declares them."""
    objects = []
    for model in all_models():
        if not is_link(model):
            linked = {field.name: targets_by_owner(field, tables) for field in link_fields(model)}
            objects += [fixture_object(model, row, linked) for row in tables[model]]
    return objects


def targets_by_owner(field: models.ManyToManyField, tables: Tables) -> dict[object, list[object]]:
    """For each row that declares links: the keys it is linked to, in order."""
    link = link_model(field)
    left, right = link_ends(link)
    targets = defaultdict(list)
    for row in tables[link]:
        targets[row[left.attname]].append(row[right.attname])
    return targets


def fixture_object(model: Model, row: Row, linked: dict[str, dict[object, list[object]]]) -> dict[str, object]:
    key = row[model._meta.pk.attname]
    fields = {field.name: plain(row[field.attname]) for field in columns(model) if not field.primary_key}
    links = {name: targets.get(key, []) for name, targets in linked.items()}
    return {"model": model._meta.label_lower, "pk": key, "fields": fields | links}


def write_fixture(tables: Tables, path: Path) -> None:
    """The normalised fixture, gzipped without a time stamp, so that equal rows give equal bytes."""
    text = json.dumps(as_fixture(tables), ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
