"""After the holes are filled, what is made next stands on new memory. Each in a process of its own, whose heap it is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

from sandbox_app import holes

# Many objects of all sizes, every other one freed: a heap full of holes.
START = """
import ctypes, os
from sandbox_app import holes, pages
holes.keep_heap()
made = [bytes(n % 470 + 1) for n in range(40_000)]
chunks = [ctypes.create_string_buffer(n % 5_000 + 600) for n in range(4_000)]
del made[::2], chunks[::2]
process_files = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
"""
BLOCKS = """
is_new = pages.since(process_files)
before = sum(is_new(id(bytes(n % 400 + 40))) for n in range(2_000))
filling = holes.fill(is_new)
kept = [bytes(n % 400 + 40) for n in range(2_000)]
print(before, sum(is_new(id(block)) for block in kept))
"""
CHUNKS = """
def of_top(chunks, top):
    return sum(ctypes.addressof(chunk) >= top for chunk in chunks)

top = holes.LIBC.sbrk
top.restype, top.argtypes = ctypes.c_void_p, (ctypes.c_ssize_t,)
holes.LIBC.mallinfo2.restype = holes.MallocInfo
start = lambda: top(0) - holes.LIBC.mallinfo2().keepcost - 4096
begin = start()
before = of_top([ctypes.create_string_buffer(n + 600) for n in range(300)], begin)
filling = holes.fill(lambda address: True)
begin = start()
print(before, of_top([ctypes.create_string_buffer(n + 600) for n in range(300)], begin))
"""
TOGETHER = """
import os
from sandbox_app import holes, pages
first, *kept = holes.together(6)
places = sorted(map(id, kept))
is_new = pages.since(os.open("/proc", os.O_PATH | os.O_DIRECTORY))
made = [bytes(n % 400 + 40) for n in range(16_000)]
print(places[-1] - places[0], sum(is_new(id(block)) for block in made))
"""


def told_by(program: str) -> list[int]:
    ended = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return [int(number) for number in ended.stdout.split()]


def test_objects_made_after_filling_stand_on_new_memory() -> None:
    before, after = told_by(START + BLOCKS)
    assert before < 100
    assert after > 1_900  # our own counting leaves a block free now and then


@pytest.mark.skipif(not hasattr(holes.LIBC, "mallinfo2"), reason="glibc before 2.33, or none")
def test_chunks_of_the_heap_made_after_filling_come_from_its_top() -> None:
    before, after = told_by(START + CHUNKS)
    assert before < 100
    assert after > 290


def test_memory_got_together_is_in_one_piece_and_taken_first() -> None:
    length, outside = told_by(TOGETHER)
    assert length <= 5 << 20
    assert outside == 0
