def solve():
    return Post.objects.filter(reviewed=False)
