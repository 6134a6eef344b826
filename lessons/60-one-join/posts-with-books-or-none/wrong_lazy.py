def solve():
    posts = Post.objects.all()
    return [
        (post.title, post.book.title if post.book else None)
        for post in posts
    ]
