def solve():
    return Post.objects.exclude(reviewed=False)
