def solve():
    books = Book.objects.filter(publisher__name="TechCorp Press")
    books = books.prefetch_related("reviews")
    return [
        (
            book.title,
            sorted(review.rating for review in book.reviews.all()),
        )
        for book in books
    ]
