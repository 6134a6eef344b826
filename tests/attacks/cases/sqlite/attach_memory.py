# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# A second database, in memory.
cursor = connection.cursor()
cursor.execute("ATTACH ':memory:' AS other")
