# expect: value=nothing
# Without a fork of Python's.


def attempt():
    import os

    pid = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(pid, 0)
    return "ran a program"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
