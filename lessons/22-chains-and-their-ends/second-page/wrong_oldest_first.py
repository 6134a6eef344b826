def solve():
    return Post.objects.order_by("created")[10:20]
