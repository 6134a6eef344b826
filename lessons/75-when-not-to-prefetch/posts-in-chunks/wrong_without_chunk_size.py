def solve():
    posts = Post.objects.prefetch_related("tags")
    chunks = posts.iterator()
    return sorted((post.pk, len(post.tags.all())) for post in chunks)
