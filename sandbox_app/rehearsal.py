"""Pre-warming: ordinary ORM work on an empty scratch database, so that what a first query needs is there before it.

A zygote plays it often, so that Python has specialised the code and filled its caches when a child is forked; a child
plays it once, so that the pages it touches are its own. The scratch database holds no data.
"""

from __future__ import annotations

import sqlite3
import sys
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db.backends.sqlite3._functions import register

from sandbox_app import broker
from sandbox_app.answer import Bounds
from sandbox_app.backend.remote import transport

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PROGRAM = """\
for post in Post.objects.select_related("author")[:1]:
    print(post.title, post.author.name)
[post.author for post in Post.objects.filter(published=False)[:1]]
"""


class _NoLog:
    """Counts nothing: rehearsals are no evidence."""

    def start(self, *_: object) -> int:
        return 0

    def finish(self, *_: object) -> None:
        pass

    more_rows = more_bytes = flag = finish


class _NoOutput:
    def write(self, _text: str) -> bool:
        return True


class Rehearsal:
    """A scratch database with the schema and two posts, made once in the zygote."""

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        register(connection)
        self.broker = broker.Broker(connection, _NoLog())  # type: ignore[arg-type]
        transport.exchange = self.broker.handle
        self._create()

    def _create(self) -> None:
        from django.db import connection

        with connection.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        author_model, post_model = apps.get_model("blog", "Author"), apps.get_model("blog", "Post")
        authors = [author_model(name="Ann", handle=f"ann{number}") for number in range(2)]
        author_model.objects.bulk_create(authors)
        post_model.objects.bulk_create(
            post_model(title=author.handle, author=author, created=EPOCH) for author in authors
        )

    def play(self, harness: Any, names: dict[str, Any]) -> None:
        transport.exchange = self.broker.handle
        stdout, stderr = sys.stdout, sys.stderr
        harness.run(PROGRAM, {"__name__": "__main__", **names}, _NoOutput(), Bounds(500, 65_536, 1 << 20))
        sys.stdout, sys.stderr = stdout, stderr
        transport.exchange = None
        transport.in_transaction = False
