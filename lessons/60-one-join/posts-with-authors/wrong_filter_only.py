def solve():
    posts = Post.objects.filter(author__isnull=False)
    return [(post.title, post.author.name) for post in posts]
