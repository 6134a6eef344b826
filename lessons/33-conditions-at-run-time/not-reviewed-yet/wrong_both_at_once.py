def solve():
    return Post.objects.filter(reviewed=False, reviewed__isnull=True)
