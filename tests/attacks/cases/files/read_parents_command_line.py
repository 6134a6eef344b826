# expect: value=nothing
# Who started this process, and with which arguments.


def attempt():
    import os

    return f"read {open(f'/proc/{os.getppid()}/cmdline').read()!r}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
