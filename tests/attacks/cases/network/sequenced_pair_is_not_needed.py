# expect: value=nothing
# Only stream pairs are, for asyncio.


def attempt():
    import socket

    return f"has {socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
