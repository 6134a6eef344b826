def solve():
    books = Book.objects.select_related("publisher")
    b = books.prefetch_related("recommended").get(pk=1)
    return (
        b.publisher.name,
        sorted(other.title for other in b.publisher.books.all()),
        sorted(book.title for book in b.recommended.all()),
    )
