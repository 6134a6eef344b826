# expect: value=nothing
# PostgreSQL, Redis and the site listen there.


def attempt():
    import socket

    for port in (5432, 6379, 8000):
        try:
            return f"connected to {socket.create_connection(('127.0.0.1', port), timeout=0.2)}"
        except ConnectionRefusedError:
            return "was refused by the kernel's TCP, not by the jail"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
