def solve():
    return Post.objects.filter(created__year=2026).filter(views__gte=1000)
