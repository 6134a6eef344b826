def solve():
    return Post.objects.exclude(reviewed=True).order_by("-views")
