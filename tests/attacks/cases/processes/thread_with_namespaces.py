# expect: value=nothing
# A thread in a namespace of its own: CLONE_THREAD together with CLONE_NEWNET.


def attempt():
    import ctypes
    import errno
    import os

    number = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    # CLONE_THREAD without CLONE_SIGHAND is never valid: a kernel that is reached says EINVAL.
    ctypes.CDLL(None, use_errno=True).syscall(number, 0x00010000 | 0x40000000, 0, 0, 0, 0)
    return ctypes.get_errno() == errno.EINVAL and "the kernel looked at the flags"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
