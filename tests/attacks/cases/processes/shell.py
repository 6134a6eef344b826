# expect: value=nothing
# With the C library's system().


def attempt():
    import os

    return os.system("true") == 0 and "ran a shell"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
