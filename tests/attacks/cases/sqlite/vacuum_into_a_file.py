# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Writes a copy of the database.
cursor = connection.cursor()
cursor.execute("VACUUM INTO '/tmp/one-query-attack.db'")
