def solve():
    return list(Post.objects.order_by("-created"))[10:20]
