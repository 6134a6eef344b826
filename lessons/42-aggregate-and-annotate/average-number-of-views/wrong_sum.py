def solve():
    return Post.objects.aggregate(Sum("views"))
