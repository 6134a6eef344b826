def solve():
    posts = Post.objects.annotate(v=Count("vote"), c=Count("comment"))
    return [(post.title, post.v, post.c) for post in posts.distinct()]
