# expect: value=nothing
# The address of a host.


def attempt():
    import socket

    return f"found {socket.getaddrinfo('localhost', 80)[0]}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
