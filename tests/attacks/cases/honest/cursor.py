# expect: value=100 queries=1
# The same without models.
with connection.cursor() as cursor:
    cursor.execute('SELECT count(*), max(id) FROM blog_post WHERE id > %(least)s', {'least': 0})
    row = cursor.fetchone()
row[0]
