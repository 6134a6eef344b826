# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# A second database, in a file.
cursor = connection.cursor()
cursor.execute("ATTACH '/tmp/one-query-attack.db' AS other")
