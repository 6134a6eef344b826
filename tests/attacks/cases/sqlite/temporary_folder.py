# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Where SQLite writes what does not fit.
cursor = connection.cursor()
cursor.execute("PRAGMA temp_store_directory = '/tmp'")
