def solve():
    featured = Post.objects.filter(featured=True)
    return list(featured) + list(Post.objects.filter(views__gte=1000))
