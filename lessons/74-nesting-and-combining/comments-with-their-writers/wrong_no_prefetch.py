def solve():
    posts = Post.objects.all()
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
