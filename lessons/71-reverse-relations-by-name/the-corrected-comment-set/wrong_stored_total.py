def solve():
    posts = Post.objects.all()
    return [(post.title, post.comment_total) for post in posts]
