def solve():
    return Post.objects.filter(created__year=2026, views__atleast=1000)
