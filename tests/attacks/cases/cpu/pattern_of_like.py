# expect: status=timeout|killed|ok|error queries=1
# LIKE with many wildcards.
cursor = connection.cursor()
cursor.execute('SELECT %s LIKE %s', ['a' * 5000, '%a' * 2000 + 'b'])
cursor.fetchone()
