def solve():
    return Post.objects.filter(reviewed__in=[False, None])
