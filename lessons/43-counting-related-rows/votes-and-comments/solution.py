def solve():
    posts = Post.objects.annotate(
        v=Count("vote", distinct=True),
        c=Count("comment", distinct=True),
    )
    return [(post.title, post.v, post.c) for post in posts]
