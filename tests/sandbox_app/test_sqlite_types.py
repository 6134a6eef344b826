"""A broker has Django's types and SQL functions without Django's models: the very same ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.db.backends.sqlite3 import base

from sandbox_app.sqlite_types import CONVERTERS, in_memory

STORED = {
    "bool": [b"1", b"0"],
    "date": [b"2026-01-31", b"nonsense"],
    "time": [b"23:59:01", b"23:59:01.5"],
    "datetime": [b"2026-01-31 23:59:01", b"2026-01-31 23:59:01.000007"],
    "timestamp": [b"2026-01-31T23:59:01+02:00"],
}


def test_every_converter_of_django_is_there_and_no_other():
    assert base.Database is sqlite3.dbapi2
    djangos = {name.lower() for name in sqlite3.converters}
    assert set(CONVERTERS) == djangos == set(STORED)


@pytest.mark.parametrize("name", CONVERTERS)
def test_it_converts_as_djangos_does(name):
    djangos = sqlite3.converters[name.upper()]
    for stored in STORED[name]:
        try:
            expected = djangos(stored)
        except ValueError as error:
            with pytest.raises(ValueError, match=str(error)):
                CONVERTERS[name](stored)
        else:
            assert CONVERTERS[name](stored) == expected


def test_a_connection_has_djangos_functions():
    with closing(in_memory()) as connection:
        found = connection.execute("SELECT django_date_trunc('month', '2026-01-31', NULL, NULL), MD5('a')").fetchone()
    assert found == ("2026-01-01", "0cc175b9c0f1b6a831c399e269772661")
