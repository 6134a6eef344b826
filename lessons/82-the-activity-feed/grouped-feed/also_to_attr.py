def solve():
    recent = Post.objects.filter(created__date__gte=date(2026, 5, 1))
    feed = Prefetch("following__posts", queryset=recent, to_attr="new")
    me = Author.objects.prefetch_related(feed).get(handle="asha_rao")
    return sorted(
        (a.handle, sorted(p.title for p in a.new)) for a in me.following.all()
    )
