# expect: value=nothing
# A file in memory, with a descriptor to pass on.


def attempt():
    import os

    return f"has {os.memfd_create('x')}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
