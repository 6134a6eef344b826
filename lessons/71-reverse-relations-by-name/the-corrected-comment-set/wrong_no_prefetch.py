def solve():
    posts = Post.objects.all()
    return [(post.title, post.comment_set.count()) for post in posts]
