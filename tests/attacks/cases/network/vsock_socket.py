# expect: value=nothing
# From a guest to its host.


def attempt():
    import socket

    return f"has {socket.socket(40, socket.SOCK_STREAM)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
