def solve():
    authors = Author.objects.filter(
        posts__featured=True, posts__views__gte=1000
    )
    return authors.distinct()
