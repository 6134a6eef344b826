# expect: value=nothing
# A pseudo-terminal with a shell on it.


def attempt():
    import os
    import pty

    pid, _ = pty.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return "forked on a terminal"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
