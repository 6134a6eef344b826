# expect: value=nothing
# The generator of the fixtures would give all rows without a query.


def attempt():
    from sandbox_app.town_library import town

    return f"could import {town.__name__}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
