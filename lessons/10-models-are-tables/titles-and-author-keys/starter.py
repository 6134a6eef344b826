def solve():
    posts = Post.objects.all()
    # Return a list with one tuple for each post: (title, author_id).
    return posts
