def solve():
    approved = Count("comment", filter=Q(comment__approved=True))
    posts = Post.objects.select_related("author")
    posts = posts.prefetch_related("tags").annotate(n=approved)
    return [
        (
            post.title,
            post.author.name,
            sorted(tag.name for tag in post.tags.all()),
            post.n,
        )
        for post in posts.order_by("-created")[:10]
    ]
