def solve():
    return Post.objects.filter(Q(featured=True) or Q(views__gte=1000))
