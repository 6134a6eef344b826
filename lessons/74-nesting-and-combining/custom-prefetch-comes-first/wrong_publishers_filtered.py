def solve():
    in_print = Book.objects.filter(in_print=True)
    publishers = Publisher.objects.filter(books__in_print=True)
    publishers = publishers.prefetch_related("books__reviews").distinct()
    return [
        (
            publisher.name,
            sorted(book.title for book in publisher.books.all()),
            sum(len(book.reviews.all()) for book in publisher.books.all()),
        )
        for publisher in publishers
    ]
