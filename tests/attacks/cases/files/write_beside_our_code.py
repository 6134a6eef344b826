# expect: value=nothing
# The same in the sandbox's own package.


def attempt():
    import os

    import sandbox_app

    with open(os.path.join(os.path.dirname(sandbox_app.__file__), "answer.py"), "r+"):
        return "opened a module of the sandbox for writing"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
