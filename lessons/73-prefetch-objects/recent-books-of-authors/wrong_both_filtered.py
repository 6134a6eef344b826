def solve():
    recent = Prefetch(
        "books", queryset=Book.objects.filter(pub_year__gt=2020)
    )
    authors = Author.objects.filter(books__pub_year__gt=2020)
    authors = authors.prefetch_related(recent).distinct()
    return [
        (author.handle, sorted(book.title for book in author.books.all()))
        for author in authors
    ]
