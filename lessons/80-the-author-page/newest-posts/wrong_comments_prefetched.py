def solve():
    posts = Post.objects.filter(published=True).select_related("author")
    posts = posts.prefetch_related("tags", "comment_set")
    return [
        (
            post.title,
            post.author.name,
            sorted(tag.name for tag in post.tags.all()),
            sum(comment.approved for comment in post.comment_set.all()),
        )
        for post in posts.order_by("-created")[:10]
    ]
