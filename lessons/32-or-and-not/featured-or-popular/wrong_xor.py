def solve():
    return Post.objects.filter(Q(featured=True) ^ Q(views__gte=1000))
