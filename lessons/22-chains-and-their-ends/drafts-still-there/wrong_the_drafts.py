def solve():
    posts = Post.objects.all()
    posts = posts.exclude(published=True)
    return posts
