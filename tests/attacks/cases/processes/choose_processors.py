# expect: value=nothing
# Sit on the processor of the supervisor.


def attempt():
    import os

    os.sched_setaffinity(0, os.sched_getaffinity(0))
    return "may choose processors"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
