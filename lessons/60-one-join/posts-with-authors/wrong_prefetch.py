def solve():
    posts = Post.objects.prefetch_related("author")
    return [(post.title, post.author.name) for post in posts]
