def solve():
    books = Book.objects.prefetch_related("reviews")
    return [
        (book.title, sorted(review.rating for review in book.reviews.all()))
        for book in books
    ]
