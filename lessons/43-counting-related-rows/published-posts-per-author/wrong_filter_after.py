def solve():
    authors = Author.objects.annotate(n=Count("posts"))
    authors = authors.filter(posts__published=True)
    return list(authors.values_list("handle", "n"))
