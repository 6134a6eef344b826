def solve():
    posts = Post.objects.select_related("author")
    posts = posts.defer("body", "author__bio")
    return [(post.title, post.author.name) for post in posts]
