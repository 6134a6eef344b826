# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The file's own pages as a table.
cursor = connection.cursor()
cursor.execute('SELECT data FROM sqlite_dbpage')
