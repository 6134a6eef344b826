def solve():
    posts = Post.objects.select_related("author").defer("author__bio")
    return [(post.title, post.author.name) for post in posts]
