def solve():
    return Post.objects.filter(views >= 1000, created__year=2026)
