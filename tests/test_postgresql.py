"""What the site stores, on PostgreSQL: the tests marked both_databases once more, in a process of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import postgres_url

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.services
def test_everything_marked_for_both_databases_passes_on_postgresql(tmp_path):
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"TESTS_DATABASE_URL": postgres_url()}
    environment.pop("TESTS_VAR_DIR", None)  # files of its own as well
    command = [sys.executable, "-m", "pytest", "-q", "-m", "both_databases", "-p", "no:xdist", "--create-db"]
    done = subprocess.run(
        [*command, f"--basetemp={tmp_path / 'again'}"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) > 0


@pytest.mark.both_databases
def test_the_database_is_the_one_asked_for(db):
    from django.db import connection

    wanted = "postgresql" if "TESTS_DATABASE_URL" in os.environ else "sqlite"
    assert connection.vendor == wanted
