# expect: value=nothing
# A folder is a message to the next run.


def attempt():
    import os

    os.mkdir("/tmp/one-query-attack")
    os.rmdir("/tmp/one-query-attack")
    return "made a folder"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
