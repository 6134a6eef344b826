# expect: value=nothing
# Everybody's files.


def attempt():
    import os

    found = [name for top in ("/home", "/root", "/opt", "/srv", "/var") for _, _, names in os.walk(top) for name in names]
    return found and f"found {len(found)} files"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
