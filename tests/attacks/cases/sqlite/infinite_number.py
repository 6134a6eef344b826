# expect: value=True queries=1
# JSON has no word for it: it is text then.
cursor = connection.cursor()
cursor.execute("SELECT 9e999, %s", [float("inf")])
cursor.fetchone()[0] == float("inf")
