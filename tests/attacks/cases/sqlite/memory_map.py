# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Maps files.
cursor = connection.cursor()
cursor.execute('PRAGMA mmap_size = 1000000000')
