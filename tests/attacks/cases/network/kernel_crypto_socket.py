# expect: value=nothing
# AF_ALG: much kernel code for little need.


def attempt():
    import socket

    return f"has {socket.socket(38, socket.SOCK_SEQPACKET)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
