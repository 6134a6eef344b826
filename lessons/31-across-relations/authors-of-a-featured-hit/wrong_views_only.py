def solve():
    return Author.objects.filter(posts__views__gte=1000).distinct()
