# expect: value=nothing
# All frames on the wire.


def attempt():
    import socket

    return f"has {socket.socket(17, socket.SOCK_RAW)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
