def solve():
    active = Prefetch(
        "tags",
        queryset=Tag.objects.filter(active=True),
    )
    posts = Post.objects.prefetch_related(active)
    return [
        (post.title, sorted(tag.name for tag in post.tags.all()))
        for post in posts
    ]
