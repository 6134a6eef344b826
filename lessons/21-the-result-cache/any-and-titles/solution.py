def solve():
    posts = Post.objects.filter(featured=True)
    return bool(posts), sorted(post.title for post in posts)
