# expect: value=nothing
# O_ASYNC alone.


def attempt():
    import fcntl
    import os
    import socket

    one, other = socket.socketpair()
    fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC)
    return "set O_ASYNC"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
