# expect: status=timeout|killed queries=1
# Django gives SQLite Python's regular expressions: the broker runs them.
cursor = connection.cursor()
cursor.execute("SELECT 1 WHERE %s REGEXP '(a+)+$'", ['a' * 64 + 'b'])
