# expect: value=nothing
# A relative path from somewhere else.


def attempt():
    import os

    os.chdir("/etc")
    return f"is in {os.getcwd()}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
