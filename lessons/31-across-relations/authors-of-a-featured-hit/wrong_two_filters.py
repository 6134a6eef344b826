def solve():
    authors = Author.objects.filter(posts__featured=True)
    return authors.filter(posts__views__gte=1000).distinct()
