# expect: value=nothing
# The same without a path.


def attempt():
    import socket

    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        one.sendto(b"hello", "\0one-query-nobody")
    except ConnectionRefusedError:
        return "could send to any abstract name: the kernel looked for it"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
