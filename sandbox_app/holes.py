"""Room left free between what a zygote holds, filled before it forks.

A child would put what it makes into such holes, and so copy a page of its zygote for each. Where none is left, all that
it makes stands side by side on pages of its own, which few faults or one sweep (`sandbox_app.pages`) bring.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress

# CPython's Objects/obmalloc.c: blocks of 16 to 512 bytes, those of one size in pools of 16 KiB.
BLOCK_SIZES = range(16, 513, 16)
POOL_BYTES, POOL_HEAD_BYTES = 16 << 10, 48
BYTES_HEAD = 33
POOLS_OF_A_MEBIBYTE = (1 << 20) // POOL_BYTES
# A while in which nothing came side by side: then Python was built with another allocator, and there is no use.
MOST_BLOCKS = 8_000

# mallopt(3). What a heap gave back would be asked for again in each child; memory mapped apart comes page by page.
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -2, -3, -8
HEAP_OPTIONS = {M_TRIM_THRESHOLD: 1 << 30, M_TOP_PAD: 256 << 10, M_MMAP_THRESHOLD: 32 << 20, M_ARENA_MAX: 1}
LARGE_CHUNKS = [1 << power for power in range(20, 10, -1)]
# Up to here malloc(3) keeps freed chunks in bins of their own size and does not join them with others.
SMALL_CHUNKS = range(1032, 16, -16)
MOST_CHUNKS = 5_000
# At the top of the heap, for what a usual run makes there.
ROOM_BYTES = 512 << 10

LIBC = ctypes.CDLL(None)


class MallocInfo(ctypes.Structure):
    """struct mallinfo2 of malloc.h."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    ]


def keep_heap() -> None:
    """Let the C heap stay in one piece and keep what it once got. To be called before much is made."""
    with suppress(AttributeError):  # not glibc
        for option, value in HEAP_OPTIONS.items():
            LIBC.mallopt(option, value)


def together(mebibytes: int) -> list[object]:
    """Get so much for objects in one piece, to be filled by what is made next: for huge pages, and before libraries are
    loaded in between. The caller keeps what is given back, one object of each: Python lets go of empty memory."""
    size = BLOCK_SIZES[-1]
    make, of_each = _maker(size), POOLS_OF_A_MEBIBYTE * _blocks_of_a_pool(size)
    return [make() for _ in range(mebibytes * of_each)][::of_each]


def fill(is_new: Callable[[int], bool]) -> list[object]:
    """Fill the holes with objects, which the caller must keep; `is_new(address)`: whether memory was got since."""
    filling = [block for size in BLOCK_SIZES for block in _blocks(size)]
    for _ in range(MOST_BLOCKS):
        filling.append(_maker(BLOCK_SIZES[-1])())
        if is_new(id(filling[-1])):
            break
    with suppress(AttributeError):  # glibc before 2.33, or none
        _fill_heap()
    return filling


def _blocks(size: int) -> list[object]:
    """Blocks until a whole pool of this size has come from first to last: then none has room left."""
    make, made = _maker(size), []
    wanted = _blocks_of_a_pool(size) - 4  # our own counting takes a block now and then
    pool = together = 0
    while together < wanted and len(made) < MOST_BLOCKS:
        made.append(make())
        together = together + 1 if id(made[-1]) // POOL_BYTES == pool else 1
        pool = id(made[-1]) // POOL_BYTES
    return made


def _blocks_of_a_pool(size: int) -> int:
    return (POOL_BYTES - POOL_HEAD_BYTES) // size


def _maker(size: int) -> Callable[[], object]:
    """What makes an object of exactly so many bytes that no list of free ones holds."""
    if size == 16:
        return object
    return (lambda: complex(1, 2)) if size == 32 else lambda: bytes(size - BYTES_HEAD)


def _fill_heap() -> None:
    """Chunks of each size, the largest first, until one comes from the top of the heap."""
    LIBC.malloc.restype, LIBC.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    LIBC.free.argtypes = (ctypes.c_void_p,)
    LIBC.sbrk.restype, LIBC.sbrk.argtypes = ctypes.c_void_p, (ctypes.c_ssize_t,)
    LIBC.mallinfo2.restype = MallocInfo
    for size in (*LARGE_CHUNKS, *SMALL_CHUNKS):
        for _ in range(MOST_CHUNKS):
            top = LIBC.sbrk(0) - LIBC.mallinfo2().keepcost
            chunk = LIBC.malloc(size)
            if chunk >= top - 4096:
                if size > SMALL_CHUNKS[0]:
                    LIBC.free(chunk)  # becomes the top again
                break
    LIBC.free(LIBC.malloc(ROOM_BYTES))
