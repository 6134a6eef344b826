def solve():
    newest = Comment.objects.order_by("-created", "-pk")
    posts = Post.objects.prefetch_related(
        Prefetch("comment_set", queryset=newest)
    )
    return [
        (post.title, [comment.text for comment in post.comment_set.all()])
        for post in posts
    ]
