def solve():
    posts = Post.objects.prefetch_related("tags")
    chunks = posts.iterator(chunk_size=5)
    return sorted((post.pk, len(post.tags.all())) for post in chunks)
