def solve():
    posts = Post.objects.all()
    return [(post.title, post.author_id) for post in posts]
