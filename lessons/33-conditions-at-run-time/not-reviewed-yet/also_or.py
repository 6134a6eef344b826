def solve():
    return Post.objects.filter(Q(reviewed=False) | Q(reviewed__isnull=True))
