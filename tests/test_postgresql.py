"""What the site stores, on PostgreSQL as well: the tests marked `both_databases`, once more in a process of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


@pytest.fixture
def database_url():
    """A database of this process's own on the server; the tests create and drop it."""
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        pytest.skip(f"needs PostgreSQL, at TEST_POSTGRES_URL or where {SERVER} finds it: {error}")
    return urlsplit(SERVER)._replace(path=f"/one_query_{os.getpid()}").geturl()


@pytest.mark.services
def test_what_is_stored_is_stored_on_postgresql_too(database_url):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-m", "both_databases", "-q", "-p", "no:cacheprovider", "tests"]
    run = subprocess.run(
        command, cwd=ROOT, env=environment | {"DATABASE_URL": database_url}, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]
    assert int(re.search(r"^(\d+) passed", run.stdout, re.MULTILINE)[1]) > 10, run.stdout[-2000:]


@pytest.mark.both_databases
def test_the_tests_run_on_the_database_that_was_asked_for():
    asked = os.environ.get("DATABASE_URL", "").partition(":")[0]
    assert connection.vendor == ("postgresql" if asked.startswith("postgres") else "sqlite")
