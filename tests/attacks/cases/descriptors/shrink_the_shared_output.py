# expect: value=nothing
# The supervisor maps this memory: without it, reading would be a bus error there.


def attempt():
    import sys

    sys.stdout.buffer.output.memory.resize(4096)
    return "shrank the shared memory"


try:
    done = attempt()
except (OSError, SystemError, AttributeError):
    done = None
done or "nothing"
