def solve():
    authors = Author.objects.prefetch_related("books")
    return [
        (
            author.handle,
            sorted(
                book.title
                for book in author.books.all()
                if book.pub_year > 2020
            ),
        )
        for author in authors
    ]
