def solve():
    posts = Post.objects.filter(published=True).select_related("author")
    posts = posts.prefetch_related("tags").annotate(n=Count("comment"))
    return [
        (
            post.title,
            post.author.name,
            sorted(tag.name for tag in post.tags.all()),
            post.n,
        )
        for post in posts.order_by("-created")[:10]
    ]
