# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The same with a view.
cursor = connection.cursor()
cursor.execute('CREATE TEMPORARY VIEW blog_tag AS SELECT 1 AS id')
