"""What each kind of zygote warms up, and what its children do."""

from __future__ import annotations

import _sqlite3
import ctypes
import gc
import importlib
import json
import os
import random
import socket
import sqlite3
import sys
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

from sandbox_app import channel, confine, pages
from sandbox_app.evidence import Output, StatementLog

READY = b"ready"
REQUEST_BYTES = 1 << 20
REHEARSED_TABLE = "CREATE TABLE rehearsed (id integer, title varchar(200), created datetime, day date, new bool)"
REHEARSED_ROW = (1, "A title of an ordinary length", "2026-01-02 03:04:05", "2026-01-02", 1)
REHEARSED_ROWS = 100
REHEARSED_STATEMENT = b'["execute", "SELECT * FROM rehearsed WHERE id > ?", [0], [1, null, ["query", "", ""]]]'
# A run is short: collecting garbage as often as Python's default would touch, and so copy, many shared pages.
COLLECT_RARELY = (20_000, 20, 20)
# Python specialises a function after a few calls; from then on a child has nothing left to write there.
PLAYS_OF_A_ZYGOTE = 20
PLAYS_THAT_SHOW_PAGES = 2
# Modules that honest answers import; warm, they cost a run nothing.
PRELOADED = (
    "asyncio bisect calendar collections contextlib copy csv dataclasses datetime decimal enum fractions functools "
    "hashlib heapq inspect io itertools json logging math operator os pprint random re statistics string textwrap "
    "threading time timeit traceback typing unittest uuid zoneinfo concurrent.futures django.test.utils "
    "django.core.paginator django.db.models.functions"
).split()


def start_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox_app.settings"
    os.environ["SANDBOX_DATABASE_ENGINE"] = "sandbox_app.backend"
    import django

    django.setup()


def preload() -> None:
    for name in PRELOADED:
        with suppress(ImportError):
            importlib.import_module(name)
    "warm".encode("idna")


def time_zones() -> tuple[zoneinfo.ZoneInfo, ...]:
    """All of them, to be held: Django's SQL functions look one up by name, and a broker can open no file."""
    found = []
    for name in sorted(zoneinfo.available_timezones()):
        with suppress(zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            found.append(zoneinfo.ZoneInfo(name))
    return tuple(found)


def enter_jail(configuration: dict[str, Any], limits: dict[str, Any], role: str, parent: int) -> None:
    """The layers of this level, outermost first; from here on this process can only talk."""
    confine.die_with_parent(parent)
    os.sched_setaffinity(0, {limits["processor"]})
    confine.forgo_privileges()
    confine.set_limits(limits["memory_bytes"], limits["cpu_seconds"], limits["descriptors"])
    if configuration["landlock"]:
        confine.restrict_files(of_others(configuration) if role == "learner" else [])
    confine.filter_system_calls(bytes.fromhex(configuration["filters"][role]))


def ending_with_the_broker(exchange: Callable[[bytes], bytes], output: Output) -> Callable[[bytes], bytes]:
    """A broker that has gone has met a limit: nothing the learner's process could tell would say so as well."""
    from sandbox_app.whereabouts import learner_line

    def ask(request: bytes) -> bytes:
        try:
            return exchange(request)
        except (channel.ChannelClosed, OSError):
            output.at(learner_line(sys._getframe()))
            os._exit(0)

    return ask


def of_others(configuration: dict[str, Any]) -> list[str]:
    """What a learner may read: the library and Django, not our own package. All that a run needs of it is loaded; what
    else it holds could make the datasets again, and so answer without a query."""
    ours = os.path.dirname(__file__)
    return [path for path in configuration["readable"] if os.path.realpath(path) != os.path.realpath(ours)]


class Role(ABC):
    """Something to rehearse, in the zygote and, where the pages that it writes to are not known, in each child."""

    pages: pages.Ranges = ()

    def __init__(self, configuration: dict[str, Any]) -> None:
        self.configuration = configuration
        self.hello: dict[str, Any] = {}

    @abstractmethod
    def rehearse(self, plays: int = 1) -> None:
        """Do the work of a run, so many times."""

    def observe(self, fork: Callable[[], int], process_files: int) -> None:
        """Find out which pages a run writes to."""
        self.pages = pages.written_by(lambda: self.rehearse(PLAYS_THAT_SHOW_PAGES), fork, process_files)
        self.hello["pages"] = sum(size for _, size in self.pages) // pages.PAGE_BYTES

    def warm(self) -> None:
        """In a child: have what a first statement needs at hand before it comes."""
        if not pages.populate(self.pages):
            self.rehearse()


class Learner(Role):
    """Forks processes that run learner code: warm Django, no database, no file to write, no network."""

    def __init__(self, configuration: dict[str, Any]) -> None:
        super().__init__(configuration)
        start_django()
        preload()
        from django.apps import apps

        from sandbox_app import harness, rehearsal, scope, tools, whereabouts

        self.zones = () if configuration["landlock"] else time_zones()
        self.harness, self.scope, self.rehearsal = harness, scope, rehearsal.Rehearsal()
        self.rehearse(PLAYS_OF_A_ZYGOTE)
        self.tools, self.whereabouts = tools, whereabouts
        self.hello |= {
            "tables": {model._meta.db_table: model.__name__ for model in apps.get_models(include_auto_created=True)},
            "landlock": confine.landlock_abi() if configuration["landlock"] else 0,
        }

    def rehearse(self, plays: int = 1) -> None:
        for _ in range(plays):
            self.rehearsal.play(self.harness, self.scope.names())

    def told(self, _message: dict[str, Any], _descriptors: list[int]) -> None:
        """A learner zygote needs to know nothing."""

    def child(self, parent: int, limits: dict[str, Any], control: int, statements: int, printed: int) -> None:
        """One run: make its memory its own, enter the jail, say ready, run what comes, tell, wait for the end."""
        from sandbox_app.backend.remote import transport

        supervisor, output = stream(control), Output(printed)
        os.close(printed)
        gc.set_threshold(*COLLECT_RARELY)
        self.warm()
        line_to_broker = stream(statements)
        transport.attach(line_to_broker)
        transport.exchange = ending_with_the_broker(transport.exchange, output)
        random.seed()
        enter_jail(self.configuration, limits, "learner", parent)
        supervisor.sendall(READY)
        request = json.loads(channel.receive(supervisor, REQUEST_BYTES))
        bounds = self.harness.Bounds(**request["bounds"])
        names = {"__name__": "__main__", "__builtins__": __builtins__} | self.scope.names()
        if request["tool"]:
            task = self.tools.Task(request["code"], request["material"], names, output, bounds)
            result = self.tools.run(request["tool"], task)
        else:
            self.whereabouts.keep_telling(output)
            result = self.harness.run(request["code"], names, output, bounds)
        channel.send(supervisor, self.harness.framed(result, bounds))
        # The broker counts up what changed while the kernel takes this process apart.
        line_to_broker.close()
        supervisor.recv(1)


class BrokerRole(Role):
    """Forks brokers, each with its own copy of the images; no learner code ever runs here."""

    def __init__(self, configuration: dict[str, Any]) -> None:
        super().__init__(configuration)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox_app.settings"
        from sandbox_app import broker, changes, sqlite_types

        sqlite_types.register_converters()
        self.zones = time_zones()
        self.broker, self.changes, self.reseed = broker, changes, randomness()
        self.rehearse(PLAYS_OF_A_ZYGOTE)
        self.images: dict[str, tuple[bytes, sqlite3.Connection]] = {}

    def told(self, message: dict[str, Any], descriptors: list[int]) -> None:
        """Load an image ahead of the forks, or forget one."""
        if "image" in message:
            self.images[message["image"]] = loaded(descriptors[0])
            gc.collect()
            gc.freeze()
        else:
            _, connection = self.images.pop(message["forget"], (b"", None))
            if connection is not None:
                connection.close()

    def child(self, parent: int, limits: dict[str, Any], control: int, statements: int, log: int) -> None:
        """One run: enter the jail, say ready, serve the learner, then tell what changed."""
        supervisor, learner = stream(control), stream(statements)
        record = StatementLog(log, limits["queries"], limits["queries_kept"])
        os.close(log)
        self.reseed(0, None)
        random.seed()  # Django's RAND() is Python's
        self.warm()
        enter_jail(self.configuration, limits, "broker", parent)
        supervisor.sendall(READY)
        body, descriptors, _, _ = socket.recv_fds(supervisor, REQUEST_BYTES, 1)
        request = json.loads(body)
        image, connection = loaded(descriptors[0]) if descriptors else self.images[request["image"]]
        connection.execute(f"PRAGMA hard_heap_limit = {int(limits['memory_bytes'] * 0.75)}")
        serving = self.broker.Broker(connection, record)
        self.broker.serve(serving, learner)
        learner.close()
        changed = self.changes.table_changes(connection, image, serving.written, request["keep_table_rows"])
        channel.send(supervisor, json.dumps(changed).encode())

    def rehearse(self, plays: int = 1) -> None:
        """Answer a statement on a table of no meaning, so that the first real one finds its pages in place."""
        from sandbox_app.sqlite_types import in_memory

        for _ in range(plays):
            descriptor = os.memfd_create("rehearsal", os.MFD_CLOEXEC)
            os.ftruncate(descriptor, 1 << 16)
            record = StatementLog(descriptor, 1, 1)
            os.close(descriptor)
            with closing(in_memory()) as scratch:
                scratch.execute(REHEARSED_TABLE)
                scratch.executemany("INSERT INTO rehearsed VALUES (?, ?, ?, ?, ?)", [REHEARSED_ROW] * REHEARSED_ROWS)
                self.broker.Broker(scratch, record).handle(REHEARSED_STATEMENT)
            record.memory.close()


def loaded(descriptor: int) -> tuple[bytes, sqlite3.Connection]:
    """An image's bytes and a connection to a copy of it in memory."""
    from sandbox_app.sqlite_types import in_memory

    image = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
    return image, in_memory(image)


def randomness() -> Callable[..., object]:
    """SQLite's own generator. Forked copies would all draw the same numbers; asked for none, it takes a new seed."""
    try:
        return ctypes.CDLL(_sqlite3.__file__).sqlite3_randomness
    except (AttributeError, OSError):
        return lambda *_: None


def stream(descriptor: int) -> socket.socket:
    """A socket of ours: its kind is known, so nothing has to be found out."""
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=descriptor)
