def solve():
    books = Book.objects.select_related("publisher")
    books = books.prefetch_related("publisher__country")
    return [
        (book.title, book.publisher.name, book.publisher.country.name)
        for book in books
    ]
