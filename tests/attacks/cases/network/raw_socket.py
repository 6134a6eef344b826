# expect: value=nothing
# Packets of one's own.


def attempt():
    import socket

    return f"has {socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
