def solve():
    posts = Post.objects.select_related("author__name")
    return [(post.title, post.author.name) for post in posts]
