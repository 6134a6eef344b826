def solve():
    return Post.objects.filter(views__gte=1000)
