# expect: value=nothing
# All processes of the same user.


def attempt():
    import os

    os.kill(-1, 0)
    return "may signal every process"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
