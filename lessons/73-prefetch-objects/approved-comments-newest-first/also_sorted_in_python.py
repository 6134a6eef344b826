def newest_first(comment):
    return (comment.created, comment.pk)


def solve():
    posts = Post.objects.prefetch_related("comment_set")
    return [
        (
            post.title,
            [
                comment.text
                for comment in sorted(
                    post.comment_set.all(), key=newest_first, reverse=True
                )
                if comment.approved
            ],
        )
        for post in posts
    ]
