# expect: value=nothing
# A folder of one's own on the path.


def attempt():
    import sys

    sys.path[:0] = ["/tmp", "/var/tmp", "/dev/shm"]
    import one_query_attack

    return "imported it"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
