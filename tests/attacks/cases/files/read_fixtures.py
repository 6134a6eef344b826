# expect: value=nothing
# The data without a counted query.


def attempt():
    import os

    import sandbox_app

    root = os.path.dirname(os.path.dirname(sandbox_app.__file__))
    return f"read {len(open(os.path.join(root, 'fixtures', 'blog.json')).read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
