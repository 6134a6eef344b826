"""The broker alone: what it counts, and that no form of request ends it."""

from __future__ import annotations

import json
import mmap
import os
import pickle
import sqlite3

import pytest

from course.sandbox.statement_log import Log, read_log
from sandbox_app.broker import Broker
from sandbox_app.evidence import StatementLog
from sandbox_app.statements import MANY, ONCE, packed

HINTS = [1, None, None]


@pytest.fixture
def log():
    descriptor = os.memfd_create("log")
    os.ftruncate(descriptor, 1 << 20)
    yield StatementLog(descriptor, 1_000, 100)
    os.close(descriptor)


@pytest.fixture
def broker(log):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT)")
    connection.execute("INSERT INTO post VALUES (1, 'one')")
    yield Broker(connection, log)
    connection.close()


def asked(broker: Broker, *request: object):
    name, sql, values, hints = request
    parts = (json.dumps(part).encode() for part in (values, hints))
    _, done, answer = pickle.loads(broker.handle(packed({"execute": ONCE, "many": MANY}[name], sql, *parts)))
    return done, list(answer)


def counted(log: StatementLog) -> Log:
    return read_log(log.memory[: len(log.memory)] if isinstance(log.memory, mmap.mmap) else b"")


@pytest.mark.parametrize(
    "sql",
    [
        "/**/ SELECT title FROM post -- */ BEGIN",
        "/* a */ SELECT title FROM post /* b */ BEGIN",
        "/*/ */ SELECT title FROM post",
        "-- BEGIN\nSELECT title FROM post END",
        " \n\t SELECT title FROM post",
    ],
)
def test_query_in_the_clothes_of_transaction_control_is_counted(broker, log, sql):
    assert asked(broker, "execute", sql, [], HINTS)[0] is True
    assert counted(log).count == 1


@pytest.mark.parametrize("sql", ["BEGIN", " /* a */ -- b\n COMMIT", "SAVEPOINT one", "release one", "ROLLBACK"])
def test_transaction_control_is_not_counted(broker, log, sql):
    asked(broker, "execute", sql, [], HINTS)
    assert counted(log).count == 0


@pytest.mark.parametrize("hints", [[2**40, None, None], ["a", "b", "c"], [], None, [-1, 1.5, {"x": [[]]}], 7])
def test_hints_of_any_form_do_not_end_the_broker(broker, hints):
    asked(broker, "execute", "SELECT 1", [], hints)
    assert asked(broker, "execute", "SELECT 1", [], HINTS)[0] is True


def test_details_of_one_statement_cannot_fill_the_log(broker, log):
    asked(broker, "execute", "SELECT ?", [[["x" * 1000] * 900]], [1, None, ["y" * 90_000, "", ""]])
    asked(broker, "execute", "SELECT title FROM post", [], HINTS)
    read = counted(log)
    assert (read.count, [query.sql for query in read.queries]) == (2, ["SELECT ?", "SELECT title FROM post"])


@pytest.mark.parametrize(
    "sql",
    ["CREATE TEMPORARY TABLE post AS SELECT 1", "CREATE TEMP VIEW post AS SELECT 1", 'INSERT INTO "a""b" VALUES (1)'],
)
def test_nothing_can_stand_before_a_real_table_when_changes_are_read(broker, sql):
    broker.connection.set_authorizer(None)
    broker.connection.execute('CREATE TABLE "a""b" (x)')
    broker = Broker(broker.connection, broker.log)
    assert asked(broker, "execute", sql, [], HINTS) == (False, ["DatabaseError", "not authorized"])
