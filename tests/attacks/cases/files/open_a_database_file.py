# expect: value=nothing
# sqlite3 of the learner's process on a file.
import sqlite3


def attempt():
    import os

    sqlite3.connect("/tmp/one-query-attack.db").close()
    os.unlink("/tmp/one-query-attack.db")
    return "made a database file"


try:
    done = attempt()
except (OSError, ImportError, sqlite3.Error):
    done = None
done or "nothing"
