def solve():
    posts = Post.objects.prefetch_related("tags")
    return [
        (post.title, sorted(post.tags.values_list("name", flat=True)))
        for post in posts
    ]
