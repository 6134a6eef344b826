def solve():
    return Post.objects.order_by("-views")
