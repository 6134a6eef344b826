# expect: value=nothing
# Where everything lies in this process.


def attempt():
    return f"read {len(open('/proc/self/maps').read())} characters"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
