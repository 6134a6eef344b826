# expect: error=DatabaseError|OperationalError changed=none queries=2
# The changes are read by the table's name: a quote in it would end it.
cursor = connection.cursor()
cursor.execute('CREATE TABLE "blog_tag"" WHERE 0 --" (x)')
cursor.execute('INSERT INTO "blog_tag"" WHERE 0 --" VALUES (1)')
