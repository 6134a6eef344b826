def solve():
    posts = Post.objects.all()
    posts = posts.filter(published=True)
    return posts
