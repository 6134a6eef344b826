# expect: value=nothing
# /proc/self/mem writes through read-only pages.


def attempt():
    return f"opened {open('/proc/self/mem', 'r+b')}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
