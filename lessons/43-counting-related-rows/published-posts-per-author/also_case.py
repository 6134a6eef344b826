def solve():
    published = Case(When(posts__published=True, then="posts__pk"))
    authors = Author.objects.annotate(n=Count(published))
    return [(author.handle, author.n) for author in authors]
