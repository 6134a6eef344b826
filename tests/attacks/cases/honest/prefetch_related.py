# expect: value=100 queries=3
# Three queries.
len([list(post.tags.all()) for post in Post.objects.prefetch_related('tags', 'categories')])
