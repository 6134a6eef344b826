def solve():
    published = Q(posts__published=True)
    authors = Author.objects.annotate(
        n=Count("posts", filter=published)
    )
    return list(authors.values_list("handle", "n"))
