# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Native code in the broker.
cursor = connection.cursor()
cursor.execute("SELECT load_extension('/tmp/one-query-attack.so')")
