# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Without the pragma.
cursor = connection.cursor()
cursor.execute("UPDATE sqlite_master SET sql = 'x'")
