# expect: value=nothing
# Leave the process group.


def attempt():
    import os

    os.setsid()
    return "has a session of its own"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
