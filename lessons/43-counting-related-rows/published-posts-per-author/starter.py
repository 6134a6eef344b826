def solve():
    authors = Author.objects.annotate(n=Count("posts"))
    return list(authors.values_list("handle", "n"))
