def solve():
    posts = Post.objects.select_related("author").defer("body", "bio")
    return [(post.title, post.author.name) for post in posts]
