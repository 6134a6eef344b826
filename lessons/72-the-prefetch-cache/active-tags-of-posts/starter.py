def solve():
    posts = Post.objects.prefetch_related("tags")
    return [
        (
            post.title,
            sorted(tag.name for tag in post.tags.filter(active=True)),
        )
        for post in posts
    ]
