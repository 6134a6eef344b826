def solve():
    posts = Post.objects.all()
    posts.update(published=True)
    return posts
