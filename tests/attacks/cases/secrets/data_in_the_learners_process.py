# expect: value=nothing
# No connection in this process holds rows of the dataset.
import sqlite3


def attempt():
    import gc

    held = [thing for thing in gc.get_objects() if isinstance(thing, sqlite3.Connection)]
    rows = [connection.execute("SELECT title FROM blog_post").fetchall() for connection in held]
    found = [titles for titles in rows if len(titles) > 2]
    return found and f"read {len(found[0])} titles without a query"


try:
    done = attempt()
except sqlite3.Error:
    done = None
done or "nothing"
