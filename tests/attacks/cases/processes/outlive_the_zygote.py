# expect: value=nothing
# Take back the death signal.


def attempt():
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return libc.prctl(1, 0, 0, 0, 0) == 0 and "will outlive its parent"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
