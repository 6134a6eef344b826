"""The pages of memory that ORM work writes to, made a child's own in one sweep before its run.

A forked child shares its parent's memory until it writes to it; then each page is a fault and a copy. What Python
writes to is much the same each time (it counts references), so a zygote has one child of its own show which pages
those are, and all later children have the kernel copy them ahead: cheaper than doing that work once more in each.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import signal
import socket
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Ranges = tuple[tuple[int, int], ...]
"""(address, bytes) of each run of pages."""
Act = Callable[[], object]
Scene = tuple[Act, Act]
"""What a child does, and what happens beside it, in another process, until that child has done all that is to be seen.
It must still live then."""

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
# Documentation/admin-guide/mm/pagemap.rst, the bits of an entry: present, of a file or shared, mapped by us alone.
ENTRY, PRESENT, OF_A_FILE, OURS_ALONE = struct.Struct("<Q"), 1 << 63, 1 << 61, 1 << 56
MADV_POPULATE_WRITE, MADV_COLLAPSE = 23, 25  # Linux 5.14, 6.1
HUGE_BYTES = PAGE_BYTES * PAGE_BYTES // 8  # what one table of addresses of 8 bytes leads to
PROCESS_MADVISE, MOST_AT_ONCE = 440, 1024  # the same number on every architecture; as many ranges as iovec(3) takes
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
LIBC.syscall.restype = ctypes.c_long


def written_by(scene: Callable[[], Scene], fork: Callable[[], int], process_files: int) -> Ranges:
    """The private memory that a child writes to while it works; none where the kernel does not tell.

    process_files: a descriptor of /proc, which a zygote in its namespaces cannot open itself.
    """
    reading, writing = os.pipe()
    pid = fork()
    if pid == 0:
        try:
            found = _watched(*scene(), fork, process_files)
            with open(writing, "wb") as told:
                told.write(json.dumps(found).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as told:
        body = told.read()
    os.waitpid(pid, 0)
    return tuple((address, size) for address, size in json.loads(body)) if body else ()


def _watched(work: Act, beside: Act, fork: Callable[[], int], process_files: int) -> Ranges:
    """Looked up from beside the work, by who shares its memory: what looking writes to would else be found too."""
    places = _writable(process_files)
    ours, theirs = socket.socketpair()
    pid = fork()
    if pid == 0:
        try:
            # The work may take from its process what this needs.
            socket.send_fds(theirs, [b"p"], [os.open("self/pagemap", os.O_RDONLY, dir_fd=process_files)])
            ours.close()
            theirs.close()
            work()
        finally:
            os._exit(0)
    theirs.close()
    try:
        _, (entries,), _, _ = socket.recv_fds(ours, 1, 1)
        beside()
        return tuple(_joined(own_pages(entries, places)))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def own_pages(entries: int, places: list[tuple[int, int]]) -> Iterator[int]:
    """Addresses of the pages, in order, that only the process has mapped whose pagemap (proc(5)) is open as `entries`:
    among processes that parted by forks, those that it wrote to since."""
    for start, end in places:
        for page, entry in _told_of(entries, start, end - start):
            if entry & PRESENT and entry & OURS_ALONE and not entry & OF_A_FILE:
                yield page


def _told_of(entries: int, start: int, size: int) -> Iterator[tuple[int, int]]:
    """The address of each page, and what the kernel tells of it."""
    told = os.pread(entries, size // PAGE_BYTES * ENTRY.size, start // PAGE_BYTES * ENTRY.size)
    for place, (entry,) in enumerate(ENTRY.iter_unpack(told)):
        yield start + place * PAGE_BYTES, entry


def parted(ranges: Ranges, process_files: int) -> tuple[Ranges, Ranges]:
    """Those pages that are there in this process, which its children share, and those that a child gets anew."""
    entries = os.open("self/pagemap", os.O_RDONLY, dir_fd=process_files)
    found: tuple[list[int], list[int]] = [], []
    for start, size in ranges:
        for page, entry in _told_of(entries, start, size):
            found[not entry & PRESENT].append(page)
    os.close(entries)
    shared, new = (tuple(_joined(part)) for part in found)
    return shared, new


def _writable(process_files: int) -> list[tuple[int, int]]:
    """Where private memory begins and ends; nowhere where the kernel does not tell."""
    with open(os.open("self/maps", os.O_RDONLY, dir_fd=process_files)) as told:
        lines = [line.split() for line in told]
    found = (line[0].split("-") for line in lines if line[1] == "rw-p" and line[-1] != "[stack]")
    return [(int(start, 16), int(end, 16)) for start, end in found]


def collapse(process_files: int) -> int:
    """Have the kernel put private memory on huge pages, where whole ones fit, and tell how many did.

    A fork then shares 512 pages in few steps, and the end of a child lets go of them in few. Who writes to one of them
    gets a copy of that page alone.
    """
    places = [(-(-start // HUGE_BYTES) * HUGE_BYTES, end) for start, end in _writable(process_files)]
    whole = [at for first, end in places for at in range(first, end - HUGE_BYTES + 1, HUGE_BYTES)]
    return sum(LIBC.madvise(at, HUGE_BYTES, MADV_COLLAPSE) == 0 for at in whole)


@contextmanager
def shared(fork: Callable[[], int]) -> Iterator[None]:
    """While a child shares this process's memory: what is pinned meanwhile leaves its huge page for one of its own. A
    huge page of which a part is pinned would be copied whole with each fork, and count whole among what is locked."""
    reading, writing = os.pipe()
    pid = fork()
    if pid == 0:
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    os.close(reading)
    try:
        yield
    finally:
        os.close(writing)
        os.waitpid(pid, 0)


def since(process_files: int) -> Callable[[int], bool]:
    """Whether an address lies in memory that was got after this call."""
    before = _writable(process_files)
    return lambda address: not any(start <= address < end for start, end in before)


def without(ranges: Ranges, others: Ranges) -> Ranges:
    gone = set(_each(others))
    return tuple(_joined(page for page in _each(ranges) if page not in gone))


def _each(ranges: Ranges) -> Iterator[int]:
    return (page for start, size in ranges for page in range(start, start + size, PAGE_BYTES))


def _joined(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = end = 0
    for page in pages:
        if page != end:
            if end:
                yield start, end - start
            start = page
        end = page + PAGE_BYTES
    if end:
        yield start, end - start


@dataclass(frozen=True, slots=True)
class Sweep:
    """As many ranges as one call takes: as they are, as the kernel reads them, and their bytes in all.

    Made in the zygote: a child that went through the ranges would copy the pages on which their numbers stand.
    """

    ranges: Ranges
    vector: bytes
    size: int


def sweeps(ranges: Ranges) -> tuple[Sweep, ...]:
    parts = (ranges[first : first + MOST_AT_ONCE] for first in range(0, len(ranges), MOST_AT_ONCE))
    return tuple(Sweep(part, vector(part), number(part) * PAGE_BYTES) for part in parts)


def number(ranges: Ranges) -> int:
    return sum(size for _, size in ranges) // PAGE_BYTES


def vector(ranges: Ranges) -> bytes:
    """Ranges as the kernel reads them, iovec(3)."""
    return struct.pack(f"{2 * len(ranges)}N", *itertools.chain(*ranges))


def populate(found: tuple[Sweep, ...]) -> bool:
    """Have the kernel make these pages ours, as writing to them would; False where it cannot, or there are none."""
    if all(_at_once(sweep) for sweep in found):
        return bool(found)
    ranges = [one for sweep in found for one in sweep.ranges]
    done = [LIBC.madvise(address, size, MADV_POPULATE_WRITE) == 0 for address, size in ranges]
    return any(done)


def _at_once(sweep: Sweep) -> bool:
    """In one call, where the kernel takes this advice so (Linux 6.13): a third less time for 700 ranges."""
    try:
        ourselves = os.pidfd_open(os.getpid())
    except OSError:
        return False
    advised = LIBC.syscall(
        PROCESS_MADVISE, ourselves, sweep.vector, ctypes.c_size_t(len(sweep.ranges)), MADV_POPULATE_WRITE, 0
    )
    os.close(ourselves)
    return int(advised) == sweep.size
