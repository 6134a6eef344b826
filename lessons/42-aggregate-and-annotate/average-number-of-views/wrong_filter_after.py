def solve():
    return Post.objects.aggregate(Avg("views")).all()
