# expect: value=nothing
# Native code from a file.


def attempt():
    import ctypes

    return f"loaded {ctypes.CDLL('/tmp/one-query-attack.so')}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
