def solve():
    posts = Post.objects.all()
    return [(post.title, post.author.name) for post in posts]
