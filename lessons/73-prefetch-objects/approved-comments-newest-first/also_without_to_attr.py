def solve():
    approved = Comment.objects.filter(approved=True)
    approved = approved.order_by("-created", "-pk")
    posts = Post.objects.prefetch_related(
        Prefetch("comment_set", queryset=approved)
    )
    return [
        (post.title, [comment.text for comment in post.comment_set.all()])
        for post in posts
    ]
