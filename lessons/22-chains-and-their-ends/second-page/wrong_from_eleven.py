def solve():
    return Post.objects.order_by("-created")[11:20]
