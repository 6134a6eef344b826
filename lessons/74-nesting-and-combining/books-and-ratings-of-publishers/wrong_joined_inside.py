def solve():
    books = Book.objects.select_related("reviews")
    publishers = Publisher.objects.prefetch_related(
        Prefetch("books", queryset=books)
    )
    return [
        (
            publisher.name,
            sorted(
                (
                    book.title,
                    sorted(review.rating for review in book.reviews.all()),
                )
                for book in publisher.books.all()
            ),
        )
        for publisher in publishers
    ]
