def solve():
    books = Book.objects.select_related("publisher")
    b = books.get(pk=1)
    others = [book for book in b.publisher.books.all() if book != b]
    return (
        b.publisher.name,
        sorted(other.title for other in others),
        sorted(book.title for book in b.recommended.all()),
    )
