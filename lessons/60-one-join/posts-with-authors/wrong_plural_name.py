def solve():
    posts = Post.objects.select_related("authors")
    return [(post.title, post.author.name) for post in posts]
