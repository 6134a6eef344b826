def solve():
    return Post.objects.aggregate(average=Avg("views"))
