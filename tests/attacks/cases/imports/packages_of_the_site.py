# expect: value=nothing
# Nothing but the library, Django and its needs is there.


def attempt():
    import importlib.util

    found = [name for name in ("course", "gunicorn", "psycopg", "redis", "pydantic", "nh3", "tests", "pip") if importlib.util.find_spec(name)]
    return found and f"could import {found}"


try:
    done = attempt()
except OSError:
    done = None
done or "nothing"
