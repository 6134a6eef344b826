# expect: value=nothing
# A handle on the parent.


def attempt():
    import os

    handle = os.pidfd_open(os.getppid())
    return f"has {handle}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
