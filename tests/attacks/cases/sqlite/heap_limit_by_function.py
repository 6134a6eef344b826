# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# The same as a table.
cursor = connection.cursor()
cursor.execute('SELECT * FROM pragma_hard_heap_limit(0)')
cursor.fetchall()
