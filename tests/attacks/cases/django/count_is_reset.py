# expect: value=300 queries=3
# reset_queries and a list of queries that is emptied are Django's own.
total = 0
for _ in range(3):
    total += Post.objects.count()
    reset_queries()
    connection.queries_log.clear()
total
