# expect: value=nothing
# A file only root may read.


def attempt():
    return f"read {len(open('/etc/shadow').read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
