def solve():
    return Post.objects.filter(Q(featured=True) | Q(views__gt=1000))
