"""Pre-warming: ordinary ORM work on an empty scratch database, so that what a first query needs is there before it.

A zygote plays it often, so that Python has specialised the code and filled its caches when a child is forked. One child
has it as its run, to show which pages that writes to; where the kernel does not tell, each child plays it once. The
scratch database holds no data.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from fcntl import F_GETPIPE_SZ, fcntl
from typing import Any

from django.apps import apps
from django.db.backends.sqlite3._functions import register

from sandbox_app import broker, channel
from sandbox_app.answer import Bounds
from sandbox_app.backend.remote import transport
from sandbox_app.evidence import Output

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
PROGRAM = """\
for post in Post.objects.select_related("author"):
    print(post.title, post.author.name)
[post.author for post in Post.objects.filter(published=False)[:2]]
"""
BOUNDS = Bounds(500, 65_536, 1 << 20)
# As a run has them of a usual table, so that the pages it writes to are those of a run.
ROWS, BODY, BIO = 120, "x" * 480, "x" * 100


class Rehearsal:
    """A scratch database with the schema and some posts, made once in the zygote."""

    # What the supervisor asks of a child.
    order = json.dumps({"code": PROGRAM, "tool": "", "material": "", "bounds": asdict(BOUNDS)}).encode()

    def __init__(self) -> None:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        register(connection)
        self.broker = broker.Broker(connection)
        (asked, asking), (answered, answering) = os.pipe(), os.pipe()
        # What a pipe holds while nobody reads: less than usual for a user who has many of them.
        self.room = min(fcntl(end, F_GETPIPE_SZ) for end in (asking, answering)) - channel.HEAD.size
        self.lines = channel.Line(answered, asking), channel.Line(asked, answering)
        self.output = _output()
        self.replies: dict[bytes, bytes] = {}
        transport.exchange = self._exchange
        self._create()
        self.replies.clear()

    def _exchange(self, request: bytes) -> bytes:
        """The way of a run, with this process at both ends."""
        if len(request) > self.room:  # Django 6.1 creates all the rows at once
            return self.reply(request)
        learner, serving = self.lines
        learner.send(request)
        reply = self.reply(serving.receive(self.room))
        if len(reply) > self.room:
            return reply
        serving.send(reply)
        return learner.receive(self.room)

    def reply(self, request: bytes) -> bytes:
        """What the broker said the first time. In a run it is another process: what it writes to is not a learner's."""
        if request not in self.replies:
            self.replies[request] = self.broker.handle(request)
        return self.replies[request]

    def _create(self) -> None:
        from django.db import connection

        with connection.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        author_model, post_model = apps.get_model("blog", "Author"), apps.get_model("blog", "Post")
        authors = [author_model(name="Ann", handle=f"ann{number}", bio=BIO) for number in range(ROWS)]
        author_model.objects.bulk_create(authors)
        post_model.objects.bulk_create(
            post_model(title=author.handle, author=author, created=EPOCH, body=BODY) for author in authors
        )

    def play(self, harness: Any, names: dict[str, Any]) -> None:
        transport.exchange, self.output.length = self._exchange, 0
        stdout, stderr = sys.stdout, sys.stderr
        harness.run(PROGRAM, {"__name__": "__main__", **names}, self.output, BOUNDS)
        sys.stdout, sys.stderr = stdout, stderr
        transport.exchange = None
        transport.in_transaction = False

    def close(self) -> None:
        """In a child, whose learner needs none of it. Other children have the same pipes, and may rehearse as well."""
        self.room = 0
        for line in self.lines:
            line.close()


def _output() -> Output:
    descriptor = os.memfd_create("rehearsed", os.MFD_CLOEXEC)
    os.ftruncate(descriptor, 1 << 16)
    output = Output(descriptor)
    os.close(descriptor)
    return output
