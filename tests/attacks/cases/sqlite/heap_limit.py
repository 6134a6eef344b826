# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The broker's own limit.
cursor = connection.cursor()
cursor.execute('PRAGMA hard_heap_limit = 0')
