# expect: value=nothing
# The lessons and their solutions lie in the same checkout.


def attempt():
    import os

    import sandbox_app

    root = os.path.dirname(os.path.dirname(sandbox_app.__file__))
    found = [name for _, _, names in os.walk(os.path.join(root, "lessons")) for name in names]
    return found and f"found {len(found)} files of lessons"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
