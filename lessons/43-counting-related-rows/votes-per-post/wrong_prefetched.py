def solve():
    posts = Post.objects.prefetch_related("vote_set")
    return [(post.title, post.vote_set.count()) for post in posts]
