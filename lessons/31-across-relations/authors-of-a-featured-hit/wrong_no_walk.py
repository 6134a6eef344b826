def solve():
    return Author.objects.filter(featured=True, views__gte=1000)
