def solve():
    return Post.objects.filter(Q(featured=True) and Q(views__gte=1000))
