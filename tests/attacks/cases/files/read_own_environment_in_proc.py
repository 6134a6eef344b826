# expect: value=nothing
# The environment as the kernel keeps it.


def attempt():
    return f"read {len(open('/proc/self/environ', 'rb').read())} bytes"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
