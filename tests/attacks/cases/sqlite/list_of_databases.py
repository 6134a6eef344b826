# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Would tell paths.
cursor = connection.cursor()
cursor.execute('PRAGMA database_list')
