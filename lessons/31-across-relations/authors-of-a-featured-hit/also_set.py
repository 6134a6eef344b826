def solve():
    hits = Post.objects.filter(featured=True, views__gte=1000)
    return {post.author for post in hits.select_related("author")}
