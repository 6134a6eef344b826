def solve():
    featured = Post.objects.filter(featured=True)
    return featured | Post.objects.filter(views__gte=1000)
