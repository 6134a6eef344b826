def solve():
    me = Author.objects.get(handle="asha_rao")
    since = date(2026, 5, 1)
    return sorted(
        (
            a.handle,
            sorted(
                p.title
                for p in a.posts.filter(created__date__gte=since)
            ),
        )
        for a in me.following.all()
    )
