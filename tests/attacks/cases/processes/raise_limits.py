# expect: value=nothing
# More memory, more time.


def attempt():
    import resource

    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA, resource.RLIMIT_NOFILE):
        try:
            resource.setrlimit(kind, resource.getrlimit(kind))
        except (OSError, ValueError):
            continue
        return "may set a limit"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
