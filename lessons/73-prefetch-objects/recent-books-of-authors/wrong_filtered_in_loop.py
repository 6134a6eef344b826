def solve():
    authors = Author.objects.prefetch_related("books")
    return [
        (
            author.handle,
            sorted(
                book.title
                for book in author.books.filter(pub_year__gt=2020)
            ),
        )
        for author in authors
    ]
