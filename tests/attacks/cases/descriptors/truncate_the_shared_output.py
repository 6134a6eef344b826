# expect: value=nothing
# The same by its descriptor.


def attempt():
    import os

    for number in range(3, 32):
        try:
            os.ftruncate(number, 0)
        except OSError:
            continue
        return f"cut the file behind descriptor {number}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
