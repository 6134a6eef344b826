def solve():
    books = Book.objects.filter(publisher__name="TechCorp Press")
    return [
        (
            book.title,
            sorted(review.rating for review in book.reviews.all()),
        )
        for book in books
    ]
