# expect: value=nothing
# Make something readable to others.


def attempt():
    import os

    os.chmod(os.__file__, os.stat(os.__file__).st_mode)
    return "changed a mode"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
