# expect: value=nothing
# Read or change another process's limits.


def attempt():
    import os
    import resource

    resource.prlimit(os.getppid(), resource.RLIMIT_CPU)
    return "may read the parent's limits"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
