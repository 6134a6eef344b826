# expect: value=nothing
# The same for a name server.


def attempt():
    import socket

    return f"has {socket.socket(socket.AF_INET, socket.SOCK_DGRAM)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
