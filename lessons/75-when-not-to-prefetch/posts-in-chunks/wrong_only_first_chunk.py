def solve():
    posts = Post.objects.order_by("pk").prefetch_related("tags")[:10]
    return sorted((post.pk, len(post.tags.all())) for post in posts)
