def solve():
    posts = Post.objects.prefetch_related("comment_set")
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
