# expect: value=nothing
# IPv6 is often forgotten.


def attempt():
    import socket

    return f"has {socket.socket(socket.AF_INET6, socket.SOCK_STREAM)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
