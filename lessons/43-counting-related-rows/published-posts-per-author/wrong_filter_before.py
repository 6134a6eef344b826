def solve():
    authors = Author.objects.filter(posts__published=True)
    authors = authors.annotate(n=Count("posts"))
    return list(authors.values_list("handle", "n"))
