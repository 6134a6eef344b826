def solve():
    return [(post.title, post.author.name) for post in Post.objects.prefetch_related("author")]
