# expect: status=error|memory queries=1
# Django's LPAD is Python's: it would fill the broker's memory.
cursor = connection.cursor()
cursor.execute("SELECT LPAD('x', 1000000000000, 'y')")
