# expect: value=100 queries=1
# One query.
len([post.author.name for post in Post.objects.select_related('author')])
