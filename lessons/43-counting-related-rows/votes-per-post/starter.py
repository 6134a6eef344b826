def solve():
    posts = Post.objects.all()
    return [(post.title, post.vote_set.count()) for post in posts]
