"""Pages that a fork copies at once, instead of sharing them until somebody writes.

The kernel never shares a page with a child that is pinned for a device: it copies it while it forks (mm/memory.c,
copy_present_page). So what every child writes to is pinned, as buffers of an io_uring that nothing is ever asked of: no
child then takes a fault for it, and neither does the zygote, whose own pages stay writable. Where the kernel has no
io_uring or the user may lock too little memory, children have the pages copied themselves (`sandbox_app.pages`).
"""

from __future__ import annotations

import ctypes
import os

from sandbox_app.pages import LIBC, Ranges, vector

# The same numbers on every architecture; linux/io_uring.h.
IO_URING_SETUP, IO_URING_REGISTER = 425, 427
REGISTER_BUFFERS, UNREGISTER_BUFFERS = 0, 1
PARAMETERS_BYTES = 120
SHARES = [share / 32 for share in range(32, 0, -1)]


class Pinned:
    """What a zygote has pinned."""

    def __init__(self) -> None:
        self.ring = LIBC.syscall(IO_URING_SETUP, 1, ctypes.create_string_buffer(PARAMETERS_BYTES))
        self.holds = False

    def hold(self, ranges: Ranges) -> Ranges:
        """Pin as many as the user may lock, and give the rest."""
        for share in SHARES:
            part = ranges[: int(len(ranges) * share)]
            asked = (IO_URING_REGISTER, self.ring, REGISTER_BUFFERS, vector(part), len(part))
            if part and LIBC.syscall(*asked) == 0:
                self.holds = True
                return ranges[len(part) :]
        return ranges

    def release(self) -> None:
        if self.holds:
            LIBC.syscall(IO_URING_REGISTER, self.ring, UNREGISTER_BUFFERS, None, 0)
            self.holds = False

    def close(self) -> None:
        """In a child, which has its copies. What the zygote holds stays."""
        if self.ring >= 0:
            os.close(self.ring)
