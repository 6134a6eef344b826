def solve():
    posts = Post.objects.prefetch_related("tags")
    return [(post.title, list(post.tags.all())) for post in posts]
