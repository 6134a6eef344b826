# expect: value=nothing
# The kernel looks at 32 bits of a command, a filter at 64: what it allows must be exact. 8 is F_SETOWN.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
number = {"x86_64": 72, "aarch64": 25}.get(os.uname().machine, -1)
libc.syscall(number, 0, ctypes.c_ulong((1 << 32) | 8), 0)
"nothing" if ctypes.get_errno() == errno.EPERM else f"the kernel answered {ctypes.get_errno()}"
