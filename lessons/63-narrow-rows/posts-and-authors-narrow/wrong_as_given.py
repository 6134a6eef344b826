def solve():
    posts = Post.objects.select_related("author")
    return [(post.title, post.author.name) for post in posts]
