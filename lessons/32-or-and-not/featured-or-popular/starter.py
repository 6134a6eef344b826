def solve():
    return Post.objects.filter(featured=True, views__gte=1000)
