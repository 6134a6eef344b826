def solve():
    return [
        (post.title, post.vote_set.count(), post.comment_set.count())
        for post in Post.objects.all()
    ]
