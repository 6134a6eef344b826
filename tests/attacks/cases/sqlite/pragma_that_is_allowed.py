# expect: value=1 queries=2
# Introspection needs some.
cursor = connection.cursor()
cursor.execute("PRAGMA table_info(blog_tag)")
cursor.execute("PRAGMA foreign_keys")
cursor.fetchone()[0]
