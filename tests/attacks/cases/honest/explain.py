# expect: value=True queries=1
# What SQLite plans.
'SCAN' in Post.objects.explain()
