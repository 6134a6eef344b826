def solve():
    return Author.objects.filter(posts__featured=True, posts__views__gte=1000)
