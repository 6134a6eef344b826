# expect: error=OperationalError queries=1
# Bytes that are no UTF-8, declared as text.
cursor = connection.cursor()
cursor.execute("SELECT CAST(x'ff' AS TEXT)")
