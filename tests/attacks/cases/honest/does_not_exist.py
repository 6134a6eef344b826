# expect: error=DoesNotExist line=3 queries=1
# With its message.
Post.objects.get(pk=10**6)
