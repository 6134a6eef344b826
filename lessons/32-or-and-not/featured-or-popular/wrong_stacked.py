def solve():
    return Post.objects.filter(featured=True).filter(views__gte=1000)
