# expect: value=nothing
# One end of a pair of datagram sockets can send to any path, such as the system's log.


def attempt():
    import socket

    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        one.sendto(b"hello", "/one-query/nobody/listens/here")
    except FileNotFoundError:
        return "could send to any path: the kernel looked for it"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
