def solve():
    return Post.objects.annotate(Avg("views"))
