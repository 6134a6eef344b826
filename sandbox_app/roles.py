"""What both kinds of zygote have in common: the way into the jail, and what they rehearse."""

from __future__ import annotations

import os
import socket
import zoneinfo
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from sandbox_app import channel, confine, pages, pinned

READY = b"ready"
REQUEST_BYTES = 1 << 20
# Python specialises a function after a few calls; from then on a child has nothing left to write there.
PLAYS_OF_A_ZYGOTE = 20
REHEARSED_BYTES = 1 << 16


def time_zones() -> tuple[zoneinfo.ZoneInfo, ...]:
    """All of them, to be held: Django's SQL functions look one up by name, and a broker can open no file."""
    found = []
    for name in sorted(zoneinfo.available_timezones()):
        with suppress(zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            found.append(zoneinfo.ZoneInfo(name))
    return tuple(found)


def of_others(configuration: dict[str, Any]) -> list[str]:
    """What a learner may read: the library and Django, not our own package. All that a run needs of it is loaded; what
    else it holds could make the datasets again, and so answer without a query."""
    ours = os.path.dirname(__file__)
    return [path for path in configuration["readable"] if os.path.realpath(path) != os.path.realpath(ours)]


class Role(ABC):
    """Something to rehearse, in the zygote and, where the pages that it writes to are not known, in each child; and a
    jail to enter."""

    name: str
    # So many MiB are Python's own objects of this zygote, at least.
    mebibytes: int
    sweeps: tuple[pages.Sweep, ...] = ()
    filling: list[object]
    is_watched = False
    process_files: int
    fork: Callable[[], int]

    def __init__(self, configuration: dict[str, Any]) -> None:
        self.readable = of_others(configuration) if self.name == "learner" else []
        self.file_rules = confine.file_rules(self.readable) if configuration["landlock"] else None
        self.limits: dict[str, int] = configuration["limits"]
        self.filter = bytes.fromhex(configuration["filters"][self.name])
        self.hello: dict[str, Any] = {}
        self.pinned = pinned.Pinned()

    @abstractmethod
    def rehearse(self, plays: int = 1) -> None:
        """Do the work of a run, so many times."""

    def observe(self, fork: Callable[[], int], process_files: int) -> None:
        """Find out which pages a run writes to. process_files: a descriptor of /proc, which no child keeps."""
        self.fork, self.process_files = fork, process_files
        self.pinned.release()
        self.sweeps = ()
        pages.collapse(process_files)
        # Where not all may be pinned, first what a child, and its zygote, write to before it can copy anything ahead.
        first = pages.written_by(partial(self.life, with_run=False), fork, process_files)
        written = (*first, *pages.without(pages.written_by(self.life, fork, process_files), first))
        shared, new = pages.parted(written, process_files) if written else ((), ())
        with pages.shared(fork):
            rest = self.pinned.hold(shared)
        self.sweeps = pages.sweeps((*rest, *new))
        self.hello |= {"pages": pages.number(written), "pages_to_enter": pages.number(first)}
        self.hello |= {"pinned": pages.number(shared) - pages.number(rest)}

    def life(self, with_run: bool = True) -> pages.Scene:
        """All that a child does from its fork on, with a run, up to where it waits for its end; and what the supervisor
        and the other child of the pair say to it."""
        control, supervisor = (end.detach() for end in socket.socketpair())
        (reading, answering), (asked, writing) = os.pipe(), os.pipe()

        def live() -> None:
            for end in (supervisor, answering, asked):
                os.close(end)
            self.is_watched = True
            memory = os.memfd_create("rehearsed", os.MFD_CLOEXEC)
            os.ftruncate(memory, REHEARSED_BYTES)
            self.enter(os.getppid(), min(os.sched_getaffinity(0)), control, (reading, writing), memory)
            self.serve(control)

        def beside() -> None:
            for end in (control, reading, writing):
                os.close(end)
            os.read(supervisor, len(READY))
            if with_run:
                self.accompany(supervisor, channel.Line(asked, answering))

        return live, beside

    @abstractmethod
    def accompany(self, control: int, line: channel.Line) -> None:
        """Say what the supervisor and the other child say in a run; return when the child waits for its end."""

    @abstractmethod
    def enter(self, parent: int, processor: int, control: int, line: tuple[int, int], memory: int) -> None:
        """In a child: make its memory its own, enter the jail, say ready on `control`. `line`: to the other child of
        the pair; `memory`: where the evidence goes."""

    @abstractmethod
    def serve(self, control: int) -> None:
        """In a child that is ready: one run."""

    def begin(self, processor: int) -> None:
        """In a child: where it will run, have what a first statement needs at hand before that comes."""
        os.sched_setaffinity(0, {processor})
        self.pinned.close()
        if not (pages.populate(self.sweeps) or self.pinned.holds or self.is_watched):
            self.rehearse()

    def enter_jail(self, parent: int) -> None:
        """In a child: the layers of this level, outermost first; from here on this process can only talk."""
        confine.die_with_parent(parent)
        confine.forgo_privileges()
        confine.set_limits(self.limits["memory_bytes"], self.limits["cpu_seconds"], self.limits["descriptors"])
        if self.file_rules is not None:
            confine.restrict_files(self.file_rules)
        confine.filter_system_calls(self.filter)
