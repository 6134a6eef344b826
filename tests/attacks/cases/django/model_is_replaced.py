# expect: value=7 queries=0
# In this run.
Post.objects.__class__.count = lambda self: 7
Post.objects.count()
