"""The zygote of the learners' processes: what it warms up, and what its children do."""

from __future__ import annotations

import gc
import importlib
import json
import os
import random
import sys
from contextlib import suppress
from functools import partial
from typing import Any

from sandbox_app import channel, confine
from sandbox_app.evidence import Output
from sandbox_app.roles import PLAYS_OF_A_ZYGOTE, READY, REQUEST_BYTES, Role, time_zones

# A run is short: collecting garbage as often as Python's default would touch, and so copy, many shared pages.
COLLECT_RARELY = (20_000, 20, 20)
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


def end_with_the_broker(output: Output) -> None:
    """A broker that has gone has met a limit: nothing the learner's process could tell would say so as well."""
    from sandbox_app.whereabouts import tell

    tell(output, sys._getframe())
    os._exit(0)


class LearnerRole(Role):
    """Forks processes that run learner code: warm Django, no database, no file to write, no network."""

    name, mebibytes = "learner", 18

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

    def accompany(self, control: int, line: channel.Line) -> None:
        orders = channel.Line(control, control)
        orders.send(self.rehearsal.order)
        with suppress(channel.ChannelClosed):
            while True:
                line.send(self.rehearsal.reply(line.receive(REQUEST_BYTES)))
        orders.receive(REQUEST_BYTES)

    def told(self, _message: dict[str, Any], _descriptors: list[int]) -> None:
        """A learner zygote needs to know nothing."""

    def enter(self, parent: int, processor: int, control: int, line: tuple[int, int], memory: int) -> None:
        from sandbox_app.backend.remote import transport

        self.rehearsal.close()
        self.begin(processor)
        self.broker, self.output = channel.Line(*line), Output(memory)
        os.close(memory)
        gc.set_threshold(*COLLECT_RARELY)
        transport.attach(self.broker, partial(end_with_the_broker, self.output))
        random.seed()
        self.enter_jail(parent)
        os.write(control, READY)

    def serve(self, control: int) -> None:
        """Run what comes, tell, wait for the end."""
        orders = channel.Line(control, control)
        request = json.loads(orders.receive(REQUEST_BYTES))
        bounds = self.harness.Bounds(**request["bounds"])
        names = {"__name__": "__main__", "__builtins__": __builtins__} | self.scope.names()
        if request["tool"]:
            task = self.tools.Task(request["code"], request["material"], names, self.output, bounds)
            result = self.tools.run(request["tool"], task)
        else:
            self.whereabouts.tell_when_asked(self.output)
            result = self.harness.run(request["code"], names, self.output, bounds)
        self.output.gather()
        orders.send(self.harness.framed(result, bounds))
        # The broker counts up what changed before the kernel takes this process apart.
        self.broker.close()
        os.read(control, 1)
