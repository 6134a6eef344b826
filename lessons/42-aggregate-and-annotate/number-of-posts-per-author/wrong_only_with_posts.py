def solve():
    authors = Author.objects.annotate(n=Count("posts")).filter(n__gt=0)
    return [(author.name, author.n) for author in authors]
