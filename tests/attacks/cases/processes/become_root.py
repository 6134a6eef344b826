# expect: value=nothing
# Change who one is.


def attempt():
    import os

    os.setuid(os.getuid())
    return "may change the user"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
