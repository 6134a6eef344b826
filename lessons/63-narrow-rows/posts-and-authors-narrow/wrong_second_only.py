def solve():
    posts = Post.objects.select_related("author")
    posts = posts.only("title").only("author__name")
    return [(post.title, post.author.name) for post in posts]
