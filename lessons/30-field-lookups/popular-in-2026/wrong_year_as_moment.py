def solve():
    return Post.objects.filter(created="2026", views__gte=1000)
