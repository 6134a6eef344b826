def solve():
    recent = Prefetch(
        "books",
        queryset=Book.objects.filter(pub_year__gt=2020),
        to_attr="recent",
    )
    authors = Author.objects.prefetch_related(recent)
    return [
        (author.handle, sorted(book.title for book in author.recent))
        for author in authors
    ]
