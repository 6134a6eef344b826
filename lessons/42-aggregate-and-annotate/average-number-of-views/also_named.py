def solve():
    return Post.objects.aggregate(views__avg=Avg("views"))
