def solve():
    return [(post.title, post.author) for post in Post.objects.select_related("author")]
