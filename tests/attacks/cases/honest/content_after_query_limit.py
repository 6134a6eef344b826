# expect: status=query_limit|timeout queries=1..2000
# The limit stops the run, and the count is exact.
for _ in range(5000):
    Post.objects.filter(pk=1).exists()
