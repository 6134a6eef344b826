# expect: status=ok queries=1
# As a parameter it must not break the JSON of the result.
cursor = connection.cursor()
cursor.execute("SELECT %s, %s", [float("nan"), float("-inf")])
