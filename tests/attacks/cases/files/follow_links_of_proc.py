# expect: value=nothing
# Where the programs of other processes lie.


def attempt():
    import os

    return f"its folder is {os.readlink(f'/proc/{os.getppid()}/cwd')}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
