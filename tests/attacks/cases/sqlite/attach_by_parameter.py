# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The same with the name as a parameter.
cursor = connection.cursor()
cursor.execute('ATTACH %s AS other', ['file:/etc/passwd?mode=ro'])
