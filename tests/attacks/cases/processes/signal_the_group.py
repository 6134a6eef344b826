# expect: value=nothing
# The process group of the service.


def attempt():
    import os

    os.killpg(0, 0)
    return "may signal the group"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
