def solve():
    posts = Post.objects.prefetch_related("comment_set")
    return [
        (
            post.title,
            [
                comment.text
                for comment in post.comment_set.filter(
                    approved=True
                ).order_by("-created", "-pk")
            ],
        )
        for post in posts
    ]
