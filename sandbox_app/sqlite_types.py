"""What Django adds to a SQLite connection, without Django's models: brokers stay small, and small processes fork fast.

The converters are those that `django.db.backends.sqlite3.base` registers when it is imported; a test compares them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3._functions import register
from django.utils.dateparse import parse_date, parse_datetime, parse_time

DETECTED = sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES


def from_text(parse: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lambda stored: parse(stored.decode())


CONVERTERS: dict[str, Callable[[bytes], Any]] = {
    "bool": b"1".__eq__,
    "date": from_text(parse_date),
    "time": from_text(parse_time),
    "datetime": from_text(parse_datetime),
    "timestamp": from_text(parse_datetime),
}


def register_converters() -> None:
    """For every connection of this process that detects types."""
    for name, convert in CONVERTERS.items():
        sqlite3.register_converter(name, convert)


def in_memory(image: bytes = b"") -> sqlite3.Connection:
    """A connection to a copy of the image in memory, with Django's SQL functions; its schema is read already."""
    connection = sqlite3.connect(":memory:", isolation_level=None, detect_types=DETECTED, check_same_thread=False)
    if image:
        connection.deserialize(image)
    register(connection)
    connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    return connection
