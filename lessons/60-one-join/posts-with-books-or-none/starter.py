def solve():
    posts = Post.objects.all()
    # Add the JOIN, then return (title, book title or None) of each.
    return posts
