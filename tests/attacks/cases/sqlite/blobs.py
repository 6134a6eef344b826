# expect: value=65536 queries=1
# Bytes come back as they went.
cursor = connection.cursor()
cursor.execute("SELECT %s", [bytes(range(256)) * 256])
len(bytes(cursor.fetchone()[0]))
