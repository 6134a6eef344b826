# expect: error=DatabaseError|OperationalError|NotSupportedError|ProgrammingError|InterfaceError changed=none queries=1
# Takes a pointer as a blob.
cursor = connection.cursor()
cursor.execute("SELECT fts3_tokenizer('simple')")
