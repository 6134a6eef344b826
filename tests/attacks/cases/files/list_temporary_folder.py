# expect: value=nothing
# What others left in /tmp.


def attempt():
    import os

    return f"listed {len(os.listdir('/tmp'))} entries"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
