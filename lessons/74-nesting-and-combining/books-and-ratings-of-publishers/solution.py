def solve():
    publishers = Publisher.objects.prefetch_related("books__reviews")
    return [
        (
            publisher.name,
            sorted(
                (
                    book.title,
                    sorted(
                        review.rating for review in book.reviews.all()
                    ),
                )
                for book in publisher.books.all()
            ),
        )
        for publisher in publishers
    ]
