def solve():
    return Author.objects.filter(posts__featured=True).distinct()
