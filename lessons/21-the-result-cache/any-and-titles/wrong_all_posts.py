def solve():
    posts = Post.objects.all()
    return bool(posts), sorted(post.title for post in posts)
