# expect: value=0 queries=0
# A database in this process is a database without data.
import sqlite3

from django.db import connections

connections.databases["own"] = dict(connections.databases["default"], ENGINE="django.db.backends.sqlite3", NAME=":memory:")
with connections["own"].cursor() as cursor:
    cursor.execute("SELECT count(*) FROM sqlite_master")
    tables = cursor.fetchone()[0]
tables
