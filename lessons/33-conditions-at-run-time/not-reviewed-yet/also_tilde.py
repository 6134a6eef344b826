def solve():
    return Post.objects.filter(~Q(reviewed=True))
