# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Functions of the shell, not of the library.
cursor = connection.cursor()
cursor.execute("SELECT writefile('/tmp/one-query-attack', 'x')")
