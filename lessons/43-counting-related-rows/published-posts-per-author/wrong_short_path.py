def solve():
    published = Q(published=True)
    authors = Author.objects.annotate(n=Count("posts", filter=published))
    return list(authors.values_list("handle", "n"))
