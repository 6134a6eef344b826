def solve():
    books = Book.objects.select_related("publisher__country")
    return [
        (book.title, book.publisher.name, book.publisher.country)
        for book in books
    ]
