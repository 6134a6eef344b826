# expect: value=100 queries=1
# In chunks, one statement.
sum(1 for _ in Post.objects.iterator(chunk_size=7))
