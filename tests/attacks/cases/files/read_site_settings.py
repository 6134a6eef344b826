# expect: value=nothing
# The site's own settings, beside the sandbox's package.


def attempt():
    import os

    import sandbox_app

    root = os.path.dirname(os.path.dirname(sandbox_app.__file__))
    return f"read {len(open(os.path.join(root, 'course', 'settings.py')).read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
