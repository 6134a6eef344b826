def solve():
    posts = Post.objects.select_related("book")
    return [(post.title, post.book) for post in posts]
