# expect: value=nothing
# The package that knows the answers.


def attempt():
    import course.evaluation

    return "imported the grader"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
