def solve():
    posts = Post.objects.all()
    # Published, newest first, five of them.
    return posts
