# expect: value=100 queries=1
# Transaction control is not counted. This only looks like it, to one who takes comments to end later than SQLite does.
cursor = connection.cursor()
cursor.execute("/**/ SELECT title FROM blog_post -- */ BEGIN")
len(cursor.fetchall())
