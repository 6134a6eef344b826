def solve():
    in_print = Book.objects.filter(in_print=True)
    publishers = Publisher.objects.prefetch_related(
        Prefetch("books", queryset=in_print, to_attr="available"),
        "available__reviews",
    )
    return [
        (
            publisher.name,
            sorted(book.title for book in publisher.available),
            sum(len(book.reviews.all()) for book in publisher.available),
        )
        for publisher in publishers
    ]
