def solve():
    posts = Post.objects.filter(featured=True)
    any_there = posts.first() is not None
    return any_there, sorted(post.title for post in posts)
