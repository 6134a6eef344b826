def solve():
    posts = Post.objects.all()
    # Add the JOIN to `posts`, then make a (title, book title or None) of each post.
    return posts
