# expect: value=100 queries=2
# BEGIN and END are names as well.
cursor = connection.cursor()
cursor.execute("/* a */ SELECT title FROM blog_post /* b */ BEGIN")
cursor.execute("-- BEGIN\nSELECT title FROM blog_post END")
len(cursor.fetchall())
