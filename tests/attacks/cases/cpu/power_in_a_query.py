# expect: status=timeout|killed|error|memory|ok queries=1
# Django's POWER is Python's.
cursor = connection.cursor()
cursor.execute('SELECT POWER(7, 100000000)')
