def solve():
    comments = Comment.objects.select_related("post")
    posts = Post.objects.prefetch_related(
        Prefetch("comment_set", queryset=comments)
    )
    return [
        (
            post.title,
            sorted(
                (comment.text, comment.member.name)
                for comment in post.comment_set.all()
            ),
        )
        for post in posts
    ]
