# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# What is read afterwards to see the changes must be the real table.
cursor = connection.cursor()
cursor.execute('CREATE TEMPORARY TABLE blog_post AS SELECT * FROM main.blog_post')
