def solve():
    return Post.objects.all()
