# expect: status=error queries=1..80 error=OperationalError
# In this run's own copy, which ends with it.
cursor = connection.cursor()
cursor.execute("PRAGMA foreign_keys = OFF")
for name in connection.introspection.table_names():
    cursor.execute(f"DROP TABLE {name}")
Post.objects.count()
