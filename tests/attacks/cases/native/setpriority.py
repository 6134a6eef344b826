# expect: value=nothing
# Before everybody else. The arguments are of no use, so a kernel that is reached says anything but EPERM.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
numbers = {"x86_64": 141, "aarch64": 140}
result = libc.syscall(numbers.get(os.uname().machine, -1), 99, 0, 0)
refused = result == -1 and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS)
"nothing" if refused else f"the kernel answered {result}, {errno.errorcode.get(ctypes.get_errno())}"
