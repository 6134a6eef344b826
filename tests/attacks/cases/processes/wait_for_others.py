# expect: value=nothing
# Reap what is not one's own.


def attempt():
    import os

    os.waitpid(-1, os.WNOHANG)
    return "may wait"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
