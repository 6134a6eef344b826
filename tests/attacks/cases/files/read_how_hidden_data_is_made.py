# expect: value=nothing
# With it the hidden rows could be worked out inside the jail.


def attempt():
    import os

    import sandbox_app

    return f"read {len(open(os.path.join(os.path.dirname(sandbox_app.__file__), 'variants.py')).read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
