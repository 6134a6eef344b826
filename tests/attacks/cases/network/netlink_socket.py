# expect: value=nothing
# Routes, addresses, audit.


def attempt():
    import socket

    return f"has {socket.socket(16, socket.SOCK_RAW, 0)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
