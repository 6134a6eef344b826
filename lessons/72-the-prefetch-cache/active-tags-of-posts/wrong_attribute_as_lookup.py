def solve():
    active = Prefetch("active_tags", queryset=Tag.objects.filter(active=True))
    posts = Post.objects.prefetch_related(active)
    return [
        (post.title, sorted(tag.name for tag in post.active_tags))
        for post in posts
    ]
