def solve():
    authors = Author.objects.annotate(n=Count("post_set"))
    return [(author.name, author.n) for author in authors]
