def solve():
    in_print = Book.objects.filter(in_print=True)
    publishers = Publisher.objects.prefetch_related(
        "books__reviews",
        Prefetch("books", queryset=in_print),
    )
    return [
        (
            publisher.name,
            sorted(book.title for book in publisher.books.all()),
            sum(
                len(book.reviews.all())
                for book in publisher.books.all()
            ),
        )
        for publisher in publishers
    ]
