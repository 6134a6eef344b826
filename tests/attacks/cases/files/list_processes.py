# expect: value=nothing
# All processes of the machine.


def attempt():
    import os

    return f"listed {len(os.listdir('/proc'))} entries"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
