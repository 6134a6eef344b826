def solve():
    return Post.objects.all()[10:20].order_by("-created")
