def solve():
    return Post.objects.filter(reviewed=True)
