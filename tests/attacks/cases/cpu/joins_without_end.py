# expect: status=timeout|killed queries=1
# A product of tables.
cursor = connection.cursor()
cursor.execute('SELECT count(*) FROM blog_post a, blog_post b, blog_post c, blog_post d, blog_post e')
