# expect: value=nothing
# The frames of the harness hold sockets and limits; the data is not among them.


def attempt():
    import sys

    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
    return "images" in frame.f_locals and "reached the images"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
