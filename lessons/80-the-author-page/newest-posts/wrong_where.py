def solve():
    posts = Post.objects.filter(published=True, comment__approved=True)
    posts = posts.select_related("author").prefetch_related("tags")
    posts = posts.annotate(n=Count("comment"))
    return [
        (
            post.title,
            post.author.name,
            sorted(tag.name for tag in post.tags.all()),
            post.n,
        )
        for post in posts.order_by("-created")[:10]
    ]
