# expect: value=nothing
# A symbolic link into a place that is read by others.


def attempt():
    import os

    os.symlink("/etc/passwd", "/tmp/one-query-attack-link")
    os.unlink("/tmp/one-query-attack-link")
    return "made a link"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
