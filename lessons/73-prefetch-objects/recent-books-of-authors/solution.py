def solve():
    recent = Prefetch(
        "books", queryset=Book.objects.filter(pub_year__gt=2020)
    )
    authors = Author.objects.prefetch_related(recent)
    return [
        (
            author.handle,
            sorted(book.title for book in author.books.all()),
        )
        for author in authors
    ]
