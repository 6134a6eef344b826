# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Files beside the database.
cursor = connection.cursor()
cursor.execute('PRAGMA journal_mode = WAL')
