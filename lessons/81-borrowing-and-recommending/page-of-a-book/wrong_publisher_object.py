def solve():
    books = Book.objects.select_related("publisher")
    b = books.prefetch_related("recommended").get(pk=1)
    others = Book.objects.filter(publisher=b.publisher).exclude(pk=b.pk)
    return (
        b.publisher,
        sorted(other.title for other in others),
        sorted(book.title for book in b.recommended.all()),
    )
