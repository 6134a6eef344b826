def solve():
    posts = Post.objects.order_by("-pk").prefetch_related("tags")
    chunks = posts.iterator(chunk_size=10)
    return [(post.pk, len(post.tags.all())) for post in chunks]
