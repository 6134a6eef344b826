# expect: status=ok rows=5 queries=6
# Statements sent while the answer is read are counted.
(post.author.name for post in Post.objects.all()[:5])
