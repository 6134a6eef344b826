# expect: value=nothing
# The frames below the learner's hold the request, and no answer.


def attempt():
    import sys

    frame, names = sys._getframe(), set()
    while frame is not None:
        names |= set(frame.f_locals)
        frame = frame.f_back
    told = {"expected", "solution", "reference", "exercise", "variant", "image", "images"} & names
    return told and f"sees {told}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
