# expect: value=nothing
# The top of the file system.


def attempt():
    import os

    return f"listed {os.listdir('/')}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
