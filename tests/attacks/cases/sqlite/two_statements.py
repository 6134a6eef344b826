# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The second would go uncounted.
cursor = connection.cursor()
cursor.execute('SELECT 1; DELETE FROM blog_post')
