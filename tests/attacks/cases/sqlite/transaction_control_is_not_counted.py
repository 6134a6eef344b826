# expect: value=100 queries=1
# Only this is not.
cursor = connection.cursor()
for statement in ("BEGIN", "/* a */ SAVEPOINT one", "-- b\nRELEASE one", "ROLLBACK", "begin immediate", "commit"):
    cursor.execute(statement)
Post.objects.count()
