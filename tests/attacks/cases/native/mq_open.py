# expect: value=nothing
# Queues with names. The arguments are of no use, so a kernel that is reached says anything but EPERM.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
numbers = {"x86_64": 240, "aarch64": 180}
result = libc.syscall(numbers.get(os.uname().machine, -1), None, 0, 0, None)
refused = result == -1 and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS)
"nothing" if refused else f"the kernel answered {result}, {errno.errorcode.get(ctypes.get_errno())}"
