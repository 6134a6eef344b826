# expect: error=DataError|OperationalError|DatabaseError queries=1
# Eight million bytes are the most.
cursor = connection.cursor()
cursor.execute("SELECT zeroblob(900000000)")
