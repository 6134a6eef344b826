# expect: value=100 queries=102
# One query, and one for each post.
for post in Post.objects.all():
    post.author.name
Post.objects.count()
