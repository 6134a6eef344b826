# expect: value=True queries=5
# A query in a query.
Post.objects.filter(author__in=Author.objects.filter(pk__lte=3)).count() == sum(a.posts.count() for a in Author.objects.filter(pk__lte=3))
