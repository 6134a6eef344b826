def solve():
    posts = Post.objects.all()
    return posts.exclude(published=False)
