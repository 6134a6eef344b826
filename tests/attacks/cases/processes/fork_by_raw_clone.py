# expect: value=nothing
# clone without CLONE_THREAD is a fork.


def attempt():
    import ctypes
    import os

    number = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
    pid = ctypes.CDLL(None, use_errno=True).syscall(number, 17, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        os.waitpid(pid, 0)
        return "forked"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
