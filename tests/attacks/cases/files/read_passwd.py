# expect: value=nothing
# The first file everybody tries.


def attempt():
    return f"read {len(open('/etc/passwd').read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
