def solve():
    posts = Post.objects.select_related("author")
    return [(post.author.name, post.title) for post in posts]
