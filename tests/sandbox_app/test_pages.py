"""Finding the pages that work writes to, and making them a child's own."""

from __future__ import annotations

import mmap
import os

import pytest

from sandbox_app import pages
from tests.sandbox_app.conftest import scene


def address_of(memory: mmap.mmap) -> int:
    return pages.ctypes.addressof(pages.ctypes.c_char.from_buffer(memory))


def populated(ranges: pages.Ranges) -> bool:
    return pages.populate(pages.sweeps(ranges))


def write_some(memory: mmap.mmap) -> None:
    for page in (1, 2, 5):
        memory[page * pages.PAGE_BYTES] = 2


def test_the_pages_that_are_written_are_found_and_no_other(memory: mmap.mmap, process_files: int) -> None:
    found = pages.written_by(scene(lambda: write_some(memory)), os.fork, process_files)

    start = address_of(memory)
    inside = [
        ((address - start) // pages.PAGE_BYTES, size // pages.PAGE_BYTES)
        for address, size in found
        if start <= address < start + len(memory)
    ]
    assert inside == [(1, 2), (5, 1)]
    assert memory[pages.PAGE_BYTES] == 1  # the work was done in a child


def test_what_others_write_to_meanwhile_is_not_found(memory: mmap.mmap, process_files: int) -> None:
    def scene_with_another() -> pages.Scene:
        act, wait = scene(lambda: None)()
        return act, lambda: (wait(), write_some(memory))

    found = pages.written_by(scene_with_another, os.fork, process_files)
    assert not any(address_of(memory) <= address < address_of(memory) + len(memory) for address, _ in found)


def test_pages_that_others_hold_too_are_left_out() -> None:
    one = pages.PAGE_BYTES
    assert pages.without(((one, 4 * one), (8 * one, one)), ((2 * one, one), (8 * one, 2 * one))) == (
        (one, one),
        (3 * one, 2 * one),
    )


def test_work_that_fails_shows_no_pages(process_files: int) -> None:
    def fail() -> None:
        raise RuntimeError("the work failed")

    assert pages.written_by(scene(fail), os.fork, process_files) == ()


def test_no_pages_are_found_without_process_files(tmp_path: os.PathLike[str]) -> None:
    empty = os.open(tmp_path, os.O_PATH | os.O_DIRECTORY)
    assert pages.written_by(scene(lambda: None), os.fork, empty) == ()
    os.close(empty)


def test_pages_that_are_there_are_told_from_those_that_are_not(process_files: int) -> None:
    with mmap.mmap(-1, 4 * pages.PAGE_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as fresh:
        fresh[pages.PAGE_BYTES] = 1
        start, one = address_of(fresh), pages.PAGE_BYTES
        shared, new = pages.parted(((start, 4 * one),), process_files)
    assert (shared, new) == (((start + one, one),), ((start, one), (start + 2 * one, 2 * one)))


def test_populated_pages_keep_what_they_hold(memory: mmap.mmap) -> None:
    assert populated(((address_of(memory), len(memory)),))
    assert bytes(memory) == b"\x01" * len(memory)


def test_pages_are_populated_range_by_range_where_the_kernel_takes_no_vector(
    memory: mmap.mmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PROCESS_MADVISE", 100_000)
    assert populated(((address_of(memory), pages.PAGE_BYTES), (address_of(memory) + len(memory) // 2, 4096)))


def test_more_ranges_than_one_call_takes_are_all_populated(memory: mmap.mmap, process_files: int) -> None:
    start = address_of(memory)
    ranges = (*[(start, pages.PAGE_BYTES)] * pages.MOST_AT_ONCE, (start + pages.PAGE_BYTES, pages.PAGE_BYTES))
    found = pages.written_by(scene(lambda: populated(ranges)), os.fork, process_files)
    assert (start, 2 * pages.PAGE_BYTES) in found


def test_what_cannot_be_populated_says_so() -> None:
    assert not populated(())
    assert not populated(((0, pages.PAGE_BYTES),))
