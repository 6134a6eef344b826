def solve():
    posts = Post.objects.select_related("book")
    return [
        (post.title, post.book.title if post.book else None)
        for post in posts
    ]
