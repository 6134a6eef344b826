def solve():
    posts = Post.objects.select_related("book").filter(book__isnull=False)
    return [(post.title, post.book.title) for post in posts]
