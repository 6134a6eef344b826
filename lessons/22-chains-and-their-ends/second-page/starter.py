def solve():
    posts = Post.objects.all()
    return posts
