def solve():
    posts = Post.objects.select_related("book")
    return [(post.title, post.book.title) for post in posts]
