"""Pages that a fork copies at once."""

from __future__ import annotations

import mmap
import os
import re
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox_app import confine, pages, pinned

# MADV_COLLAPSE came with Linux 6.1.
HAS_HUGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage").is_dir() and (
    tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) >= (6, 1)
)


@pytest.fixture
def held() -> Iterator[pinned.Pinned]:
    """Where the kernel has no io_uring for us, it pins nothing, and all here holds as well."""
    found = pinned.Pinned()
    yield found
    found.release()
    found.close()


def whole(memory: mmap.mmap) -> pages.Ranges:
    start = pages.ctypes.addressof(pages.ctypes.c_char.from_buffer(memory))
    return tuple((start + place, pages.PAGE_BYTES) for place in range(0, len(memory), pages.PAGE_BYTES))


def owned_by_a_child(memory: mmap.mmap, process_files: int) -> int:
    """How many of these pages are a child's own although it wrote to none."""
    (start, _), *_ = whole(memory)
    pid = os.fork()
    if pid == 0:
        try:
            entries = os.open("self/pagemap", os.O_RDONLY, dir_fd=process_files)
            os._exit(len(list(pages.own_pages(entries, [(start, start + len(memory))]))))
        finally:
            os._exit(255)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def holds_in_a_child(check: Callable[[], bool]) -> bool:
    """A check that raises ends its child as well."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if check() else 1)
        finally:
            os._exit(2)
    return os.waitpid(pid, 0)[1] == 0


def test_a_fork_copies_what_is_pinned_until_it_is_released(
    memory: mmap.mmap, held: pinned.Pinned, process_files: int
) -> None:
    assert owned_by_a_child(memory, process_files) == 0
    rest = held.hold(whole(memory))
    assert owned_by_a_child(memory, process_files) == len(whole(memory)) - len(rest)
    held.release()
    assert owned_by_a_child(memory, process_files) == 0


def test_the_copies_are_a_childs_own(memory: mmap.mmap, held: pinned.Pinned) -> None:
    held.hold(whole(memory))

    def is_the_same_and_writable() -> bool:
        held.close()
        same = memory[:] == b"\x01" * len(memory)
        memory[:] = b"\x02" * len(memory)
        return same

    assert holds_in_a_child(is_the_same_and_writable)
    assert memory[:] == b"\x01" * len(memory)


def test_what_the_user_may_not_lock_is_given_back(memory: mmap.mmap, held: pinned.Pinned) -> None:
    ranges = whole(memory)

    def are_given_back() -> bool:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (len(memory) // 2,) * 2)
        confine.forgo_privileges()
        rest = pinned.Pinned().hold(ranges)
        return bool(rest) and rest == ranges[-len(rest) :]

    assert holds_in_a_child(are_given_back)


def test_without_a_ring_nothing_is_pinned(memory: mmap.mmap, held: pinned.Pinned, process_files: int) -> None:
    ring, held.ring = held.ring, -1
    assert held.hold(whole(memory)) == whole(memory)
    held.close()
    held.ring = ring
    assert not held.holds
    assert owned_by_a_child(memory, process_files) == 0


def test_a_page_pinned_while_it_is_shared_leaves_its_huge_page(held: pinned.Pinned, process_files: int) -> None:
    with mmap.mmap(-1, 4 * pages.HUGE_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory[:] = b"\x01" * len(memory)

        def is_copied_alone() -> bool:
            is_huge = pages.collapse(process_files) > 0
            with pages.shared(os.fork):
                rest = held.hold(whole(memory)[pages.HUGE_BYTES // pages.PAGE_BYTES :][:1])
            kept = memory[:] == b"\x01" * len(memory)
            return kept and is_huge == HAS_HUGE_PAGES and owned_by_a_child(memory, process_files) == 1 - len(rest)

        assert holds_in_a_child(is_copied_alone)
