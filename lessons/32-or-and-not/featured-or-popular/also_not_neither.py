def solve():
    return Post.objects.exclude(featured=False, views__lt=1000)
