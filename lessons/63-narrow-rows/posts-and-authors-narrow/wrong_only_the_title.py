def solve():
    posts = Post.objects.select_related("author").only("title")
    return [(post.title, post.author.name) for post in posts]
