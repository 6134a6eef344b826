def solve():
    in_print = Book.objects.filter(in_print=True)
    publishers = Publisher.objects.prefetch_related(
        Prefetch("books", queryset=in_print),
        "books__reviews",
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
