# expect: value=nothing
# The way around a language-level jail; here it leads to a refused fork.


def attempt():
    found = [kind for kind in object.__subclasses__() if kind.__name__ == "Popen"]
    return found and found[0](["true"]).wait() == 0 and "ran a program"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
