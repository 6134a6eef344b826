# expect: value=nothing
# A server of one's own.


def attempt():
    import socket

    return f"listens on {socket.create_server(('127.0.0.1', 0)).getsockname()}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
