def solve():
    posts = Post.objects.prefetch_related("tags")
    return [
        (
            post.title,
            sorted(tag.name for tag in post.tags.all() if tag.active),
        )
        for post in posts
    ]
