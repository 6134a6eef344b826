def solve():
    hits = Post.objects.filter(featured=True, views__gte=1000)
    return Author.objects.filter(pk__in=hits.values("author"))
