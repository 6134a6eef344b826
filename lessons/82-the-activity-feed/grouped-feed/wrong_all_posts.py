def solve():
    authors = Author.objects.prefetch_related("following__posts")
    me = authors.get(handle="asha_rao")
    return sorted(
        (a.handle, sorted(p.title for p in a.posts.all()))
        for a in me.following.all()
    )
