def solve():
    recent = Post.objects.filter(created__date__gte=date(2026, 5, 1))
    feed = Prefetch("followers__posts", queryset=recent)
    me = Author.objects.prefetch_related(feed).get(handle="asha_rao")
    return sorted(
        (a.handle, sorted(p.title for p in a.posts.all()))
        for a in me.followers.all()
    )
