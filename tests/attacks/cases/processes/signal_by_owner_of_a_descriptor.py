# expect: value=nothing
# F_SETOWN with F_SETSIG and O_ASYNC makes the kernel send a signal to any process of the user.


def attempt():
    import fcntl
    import os
    import socket

    one, other = socket.socketpair()
    for command, value in ((fcntl.F_SETOWN, os.getpid()), (10, 0), (15, 0)):
        try:
            fcntl.fcntl(one, command, value)
        except PermissionError:
            continue
        except OSError:
            pass
        return f"fcntl({command}) was possible"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
