# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Modules of native code.
cursor = connection.cursor()
cursor.execute('CREATE VIRTUAL TABLE x USING fts5(y)')
