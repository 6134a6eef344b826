def solve():
    books = Book.objects.select_related("publisher")
    return [
        (book.title, book.publisher.name, book.publisher.country.name)
        for book in books
    ]
