def solve():
    return Post.objects.filter(reviewed__not=True)
