# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Take the main database away.
cursor = connection.cursor()
cursor.execute('DETACH main')
