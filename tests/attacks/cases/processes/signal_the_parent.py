# expect: value=nothing
# The warm process all later runs come from. Signal 0 only asks whether one may.


def attempt():
    import os

    os.kill(os.getppid(), 0)
    return "may signal the parent"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
