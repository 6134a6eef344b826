# expect: value=nothing
# madvise(MADV_HWPOISON) takes a page of the machine away, as root. It is asked for no bytes at an odd address: EINVAL.
import ctypes
import errno
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall({"x86_64": 28, "aarch64": 233}.get(os.uname().machine, -1), 1, 0, 100)
"nothing" if ctypes.get_errno() == errno.EPERM else f"the kernel answered {errno.errorcode.get(ctypes.get_errno())}"
