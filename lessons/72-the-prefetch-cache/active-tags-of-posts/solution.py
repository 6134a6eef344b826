def solve():
    active = Prefetch(
        "tags",
        queryset=Tag.objects.filter(active=True),
        to_attr="active_tags",
    )
    posts = Post.objects.prefetch_related(active)
    return [
        (post.title, sorted(tag.name for tag in post.active_tags))
        for post in posts
    ]
