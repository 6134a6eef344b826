"""What a run changed, told by reading both tables side by side."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from sandbox_app import changes, sqlite_types

tables = st.dictionaries(st.integers(1, 12), st.sampled_from(["a", "b", None, b"\x01"]))


def database(rows: dict[int, object]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT)")
    connection.executemany("INSERT INTO post VALUES (?, ?)", rows.items())
    return connection


@given(tables, tables)
def test_each_row_is_counted_once_under_what_happened_to_it(before, after):
    with closing(database(before)) as pristine, closing(database(after)) as connection:
        told = changes.table_changes(connection, pristine.serialize(), {"post"}, keep_rows=True)
    inserted, deleted = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    updated = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    if not inserted + updated + deleted:
        assert told == {}
        return
    found = told["post"]
    keys = [[row[0][1] for row in found[kind]] for kind in ("inserted", "deleted")]
    assert (found["counts"], *keys) == ([len(inserted), len(updated), len(deleted)], inserted, deleted)
    assert [(old[0][1], new[0][1]) for old, new in found["updated"]] == [(key, key) for key in updated]


def test_of_many_rows_all_are_counted_and_the_first_kept():
    with closing(database({})) as pristine, closing(database(dict.fromkeys(range(1, 2_001), "a"))) as connection:
        told = changes.table_changes(connection, pristine.serialize(), {"post"}, keep_rows=True)["post"]
    assert (told["counts"], len(told["inserted"])) == ([2_000, 0, 0], changes.ROWS_KEPT)
    assert told["inserted"][0] == [["id", 1], ["title", "a"]]


def test_values_are_compared_as_they_are_stored_whatever_the_connection_makes_of_them():
    sqlite_types.register_converters()
    with closing(sqlite_types.in_memory()) as connection:
        connection.execute("CREATE TABLE loan (id INTEGER PRIMARY KEY, due date, lost bool)")
        connection.execute("INSERT INTO loan VALUES (1, '2026-01-31', 1)")
        image = connection.serialize()
        assert changes.table_changes(connection, image, {"loan"}, keep_rows=True) == {}
        connection.execute("UPDATE loan SET due = 'no date', lost = 0")
        ((old, new),) = changes.table_changes(connection, image, {"loan"}, keep_rows=True)["loan"]["updated"]
    assert (old[1:], new[1:]) == ([["due", "2026-01-31"], ["lost", 1]], [["due", "no date"], ["lost", 0]])


def test_a_table_that_is_gone_has_lost_its_rows():
    with closing(database({1: "a"})) as pristine, closing(sqlite3.connect(":memory:")) as connection:
        told = changes.table_changes(connection, pristine.serialize(), {"post"}, keep_rows=False)
    assert told == {"post": {"counts": [0, 0, 1]}}
