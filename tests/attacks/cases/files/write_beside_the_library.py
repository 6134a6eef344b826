# expect: value=nothing
# A module that the next run would import.


def attempt():
    import os

    with open(os.__file__, "r+"):
        return "opened a module of the standard library for writing"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
