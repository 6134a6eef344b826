def solve():
    posts = Post.objects.prefetch_related("vote_set", "comment_set")
    return [
        (post.title, post.vote_set.count(), post.comment_set.count())
        for post in posts
    ]
