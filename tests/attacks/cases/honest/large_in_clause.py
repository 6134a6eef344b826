# expect: value=100 queries=1
# Many parameters.
Post.objects.filter(pk__in=list(range(1, 900))).count()
