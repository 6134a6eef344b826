def solve():
    return Post.objects.aggregate(Avg("views"))["views__avg"]
