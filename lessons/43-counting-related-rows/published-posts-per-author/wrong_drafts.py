def solve():
    drafts = Q(posts__published=False)
    authors = Author.objects.annotate(n=Count("posts", filter=drafts))
    return list(authors.values_list("handle", "n"))
