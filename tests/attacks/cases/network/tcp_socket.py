# expect: value=nothing
# The first thing an exfiltration needs.


def attempt():
    import socket

    return f"has {socket.socket(socket.AF_INET, socket.SOCK_STREAM)}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
