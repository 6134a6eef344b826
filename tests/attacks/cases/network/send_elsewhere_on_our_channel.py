# expect: value=nothing
# The channel to the broker, with an address.


def attempt():
    import errno
    import os
    import socket

    for number in range(3, 12):
        try:
            channel = socket.socket(fileno=os.dup(number))
            channel.sendto(b"hello", "/one-query/nobody/listens/here")
        except (BrokenPipeError, OSError) as error:
            if error.errno in (errno.ENOENT, errno.ECONNREFUSED):
                return f"descriptor {number} looked for the path"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
