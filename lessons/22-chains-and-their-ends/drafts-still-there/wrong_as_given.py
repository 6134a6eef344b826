def solve():
    posts = Post.objects.all()
    posts.filter(published=True)
    return posts
