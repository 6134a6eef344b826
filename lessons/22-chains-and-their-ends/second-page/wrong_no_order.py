def solve():
    return Post.objects.all()[10:20]
