def solve():
    posts = Post.objects.annotate(n=Count("vote_set"))
    return [(post.title, post.n) for post in posts]
