def solve():
    books = Book.objects.prefetch_related("publisher__country")
    return [
        (book.title, book.publisher.name, book.publisher.country.name)
        for book in books
    ]
