# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Lets SQL write the schema itself.
cursor = connection.cursor()
cursor.execute('PRAGMA writable_schema = ON')
