def solve():
    authors = Author.objects.annotate(n=Count("post"))
    return [(author.name, author.n) for author in authors]
