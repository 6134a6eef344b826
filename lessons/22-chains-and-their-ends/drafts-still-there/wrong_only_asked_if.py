def solve():
    posts = Post.objects.all()
    if posts.filter(published=True):
        return posts
