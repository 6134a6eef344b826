# expect: value=100
# A transaction that is left open ends with the process.
cursor = connection.cursor()
cursor.execute('BEGIN EXCLUSIVE')
cursor.execute('DELETE FROM blog_comment')
100
