def solve():
    posts = Post.objects.only("title", "author__name")
    return [(post.title, post.author.name) for post in posts]
