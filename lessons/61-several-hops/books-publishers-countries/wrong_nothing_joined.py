def solve():
    books = Book.objects.all()
    return [
        (book.title, book.publisher.name, book.publisher.country.name)
        for book in books
    ]
