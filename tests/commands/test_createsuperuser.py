"""The first administrator of a site is in its audit log: the real command, in a process of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.commands.test_dataset_commands import migrated


def test_createsuperuser_is_in_the_audit_log_once(tmp_path, monkeypatch):
    site = migrated(tmp_path)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "quiet-library-7")
    ended = site.manage("createsuperuser", "--noinput", "--username", "root", "--email", "r@town.example")
    assert ended.returncode == 0, ended.stderr
    with closing(sqlite3.connect(tmp_path / "site.sqlite3")) as database:
        entries = database.execute("SELECT actor_name, action, subject, detail FROM course_auditentry").fetchall()
    assert entries == [
        ("manage.py createsuperuser", "change_role", "root", '{"from": "learner", "to": "staff, superuser"}'),
    ]
