# expect: value=nothing
# Take time from others.


def attempt():
    import os

    os.nice(1)
    return "may change the priority"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
