def solve():
    posts = Post.objects.filter(published=True).prefetch_related("tags")
    posts = posts.annotate(
        writer=F("author__name"),
        n=Count("comment", filter=Q(comment__approved=True)),
    )
    return [
        (post.title, post.writer, sorted(t.name for t in post.tags.all()), post.n)
        for post in posts.order_by("-created")[:10]
    ]
